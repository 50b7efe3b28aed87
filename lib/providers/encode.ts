import 'server-only';
import type { Dialect, ReferenceField, RequestField } from './dialect';
import { encodeField, type GivenFields, isObject, isRounded, setAt, spellSize } from './encode-field';
import { type EncodableImage, encodeImages, type FilePart } from './encode-image';
import { encodeOptions } from './encode-options';
import { resolveModel } from './resolve-model';

/** A request in our own words; see the glossary for each. */
export type EncodableRequest = Partial<Record<WordField, string | number>> & {
  metadata?: Record<string, unknown>;
  /** Fields of one provider alone, by the names that callers use. */
  options?: Record<string, unknown>;
  images: EncodableImage[];
};

/** A body that a transport can send: each value is a text or a file. */
export type EncodedBody =
  | { kind: 'multipart'; parts: { name: string; value: string | FilePart }[] }
  | { kind: 'json'; value: Record<string, unknown> }
  | { kind: 'form'; fields: [name: string, value: string][] };

export type EncodingWarning = { field: string; message: string };

export type Encoded = {
  method: string;
  path: string;
  body: EncodedBody;
  /** What the dialect has no word for and was therefore left out. */
  warnings: EncodingWarning[];
};

type WordField = Exclude<
  RequestField,
  'metadata' | 'width' | 'height' | 'resolution' | 'aspectRatio' | 'frames'
>;

/** Our fields under the names that callers know them by, with the wire fields that can carry each. */
const callerFields: Record<
  Exclude<WordField, 'takes'> | 'metadata',
  { name: string; carriers: RequestField[][] }
> = {
  model: { name: 'model', carriers: [['model']] },
  prompt: { name: 'prompt', carriers: [['prompt']] },
  negativePrompt: { name: 'negative_prompt', carriers: [['negativePrompt']] },
  size: {
    name: 'size',
    carriers: [['size'], ['width', 'height'], ['resolution', 'aspectRatio'], ['aspectRatio'], ['resolution']],
  },
  seconds: { name: 'seconds', carriers: [['seconds'], ['frames']] },
  fps: { name: 'fps', carriers: [['fps'], ['frames']] },
  seed: { name: 'seed', carriers: [['seed']] },
  user: { name: 'user', carriers: [['user']] },
  metadata: { name: 'metadata', carriers: [['metadata']] },
};

/** A value as the text of a part: an object becomes JSON text, as servers with multipart bodies expect. */
function toText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Each key with its text; a list of texts is repeated, a list of objects is one JSON text. */
function toTexts(body: Record<string, unknown>): [name: string, value: string][] {
  return Object.entries(body).flatMap(([name, value]): [string, string][] =>
    Array.isArray(value) && value.every((item) => typeof item !== 'object')
      ? value.map((item) => [name, String(item)])
      : [[name, toText(value)]],
  );
}

/** A body in a dialect's encoding, of its values and the files that go along. */
export function toBody(
  encoding: Dialect['create']['encoding'],
  body: Record<string, unknown>,
  files: { name: string; value: FilePart }[],
): EncodedBody {
  if (encoding === 'form') return { kind: 'form', fields: toTexts(body) };
  if (encoding === 'json' || (encoding === 'auto' && files.length === 0))
    return { kind: 'json', value: body };
  const parts = toTexts(body).map(([name, value]) => ({ name, value }));
  return { kind: 'multipart', parts: [...parts, ...files] };
}

/**
 * A create request as the dialect writes it. What it cannot say is left out and named in `warnings`;
 * nothing is dropped in silence.
 * @throws StudioError `invalid_request` where an image can be sent in none of the ways that the provider takes
 */
export async function encodeCreate(dialect: Dialect, request: EncodableRequest): Promise<Encoded> {
  const { create, label } = dialect;
  const { fields, references, options } = resolveModel(dialect, String(request.model ?? ''));
  const warnings: EncodingWarning[] = [];
  const body: Record<string, unknown> = {};
  const given: GivenFields = { ...request, ...spellSize(request.size) };

  for (const field of fields.filter(({ isCopy }) => !isCopy)) {
    const value = encodeField(field, given);
    if (value !== undefined) setAt(body, field.name, value);
    if (value !== undefined && isRounded(field, given)) {
      const message = `${label} takes whole numbers only; ${String(given[field.from])} was sent as ${String(value)}.`;
      warnings.push({ field: field.from, message });
    }
  }
  // A length in frames is said only where both of its halves are given.
  const canCount = given.seconds !== undefined && given.fps !== undefined;
  const carriers = fields.filter(({ from, isCopy }) => !isCopy && (from !== 'frames' || canCount));
  const carried = new Set(carriers.map(({ from }) => from));
  for (const [from, { name, carriers: ways }] of Object.entries(callerFields)) {
    const isTaken = ways.some((way) => way.every((field) => carried.has(field)));
    if (given[from as keyof typeof callerFields] === undefined || isTaken) continue;
    const isHalf = (from === 'seconds' || from === 'fps') && fields.some((field) => field.from === 'frames');
    const reason = isHalf
      ? `${label} counts frames, so it takes seconds and fps only together`
      : `${label} takes no ${name}`;
    warnings.push({ field: name, message: `${reason}; it was left out.` });
  }
  warnings.push(...encodeOptions({ label, options }, request.options ?? {}, body));
  const encodedImages = await encodeImages({ label, references }, request.images, body);
  warnings.push(...encodedImages.warnings);
  for (const [name, value] of Object.entries(create.constants)) setAt(body, name, value);
  for (const field of fields.filter(({ isCopy }) => isCopy)) {
    const value = encodeField(field, given);
    const [outer = ''] = field.name.split('.');
    if (value !== undefined && isObject(body[outer])) setAt(body, field.name, value);
  }

  const { method, path, encoding } = create;
  return { method, path, body: toBody(encoding, body, encodedImages.files), warnings };
}

/** The image field that a reference of this role goes into, or `undefined` where the model takes none. */
export function referenceFieldFor(
  dialect: Dialect,
  model: string,
  role: ReferenceField['role'],
): ReferenceField | undefined {
  return resolveModel(dialect, model).references.find((field) => field.role === role);
}

/** A path template with the upstream id in it; ids may hold `: / + =`. */
export function fillPath(template: string, upstreamId: string): string {
  return template.replace('{id}', () => encodeURIComponent(upstreamId));
}
