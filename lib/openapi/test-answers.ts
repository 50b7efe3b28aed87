import Ajv2020 from 'ajv/dist/2020';
import { openapiDocument } from './document';
import type { Operation } from './operation';

type Told = {
  content?: Record<string, { schema?: object }>;
  headers?: Record<string, object>;
  required?: boolean;
};

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
ajv.addSchema(openapiDocument, 'document');

/** One key of a JSON pointer in a URL. */
const toPointerKey = (key: string) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));

function resolve(pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>(
    (part, key) => (part as Record<string, unknown> | undefined)?.[key],
    openapiDocument,
  );
}

/** What the document tells of an answer, and where; through one reference, as the document has them. */
function find(pointer: readonly string[]): { told: Told; pointer: readonly string[] } | null {
  const told = resolve(pointer) as (Told & { $ref?: string }) | undefined;
  if (!told) return null;
  return told.$ref ? find(told.$ref.replace('#/', '').split('/')) : { told, pointer };
}

/** What the server renames on its way out (`lib/http.ts`). */
const nameOf = (header: string) => (header === 'Content-Length' ? 'firstframe-content-length' : header);

/**
 * What the document does not tell of an answer that was given; empty where it fits.
 * @returns in words
 */
export async function findFaults(operation: Operation, response: Response): Promise<string[]> {
  const { method, path, operationId } = operation;
  const name = `${operationId} ${response.status}`;
  const found = find(['paths', path, method, 'responses', String(response.status)]);
  // The server sends none after a `HEAD`, whatever a handler gives it.
  const body = method === 'head' ? '' : await response.text();
  if (!found) return [`${name}: no such status, with ${body.slice(0, 300)}`];
  const missing = Object.keys(found.told.headers ?? {})
    .filter((header) => find(['components', 'headers', header])?.told.required)
    .filter((header) => !response.headers.has(nameOf(header)))
    .map((header) => `${name}: no header ${header}`);
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (!found.told.content) return body === '' ? missing : [...missing, `${name}: a body that is not told of`];
  const media = found.told.content[type];
  if (!media) return [...missing, `${name}: the type ${type}`];
  if (!media.schema) return missing;
  const pointer = [...found.pointer, 'content', type, 'schema'].map(toPointerKey).join('/');
  const validate = ajv.getSchema(`document#/${pointer}`);
  if (!validate) return [...missing, `${name}: no schema at ${pointer}`];
  if (validate(JSON.parse(body))) return missing;
  return [...missing, `${name}: ${ajv.errorsText(validate.errors)} in ${body.slice(0, 600)}`];
}

/** Whether a value is one that the document allows. @param name a component */
export function fitsComponent(name: string, value: unknown): boolean {
  return ajv.getSchema(`document#/components/schemas/${name}`)?.(value) === true;
}
