import 'server-only';
import type { Dialect, RequestField } from './dialect';

/** An image as a local file, ready to be sent. */
export type EncodableImage = {
  role: 'first_frame' | 'last_frame';
  path: string;
  type: string;
  readDataUri: () => Promise<string>;
};

/** A request in our own words; see the glossary for each. */
export type EncodableRequest = Partial<Record<Exclude<RequestField, 'metadata'>, string | number>> & {
  metadata?: Record<string, unknown>;
  images: EncodableImage[];
};

type FilePart = { path: string; type: string; filename: string };

/** A body that a transport can send: each value is a text or a file. */
export type EncodedBody =
  | { kind: 'multipart'; parts: { name: string; value: string | FilePart }[] }
  | { kind: 'json'; value: Record<string, unknown> };

export type Encoded = {
  method: string;
  path: string;
  body: EncodedBody;
  /** What the dialect has no word for and was therefore left out. */
  warnings: { field: string; message: string }[];
};

/** Our fields under the names that callers know them by. */
const callerNames: Record<RequestField, string> = {
  model: 'model',
  prompt: 'prompt',
  negativePrompt: 'negative_prompt',
  size: 'size',
  seconds: 'seconds',
  fps: 'fps',
  seed: 'seed',
  user: 'user',
  metadata: 'metadata',
};

function coerce(value: unknown, as: Dialect['create']['fields'][number]['as']): unknown {
  if (as === 'json') return value;
  if (as === 'string') return String(value);
  return as === 'integer' ? Math.round(Number(value)) : Number(value);
}

/** A value as the text of a multipart part: an object becomes JSON text, as these servers expect. */
function toPart(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const extensions: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

/**
 * A create request as the dialect writes it. What it cannot say is left out and named in `warnings`;
 * nothing is dropped in silence.
 */
export async function encodeCreate(dialect: Dialect, request: EncodableRequest): Promise<Encoded> {
  const { create } = dialect;
  const warnings: Encoded['warnings'] = [];
  const values: { name: string; value: unknown }[] = [];

  for (const [from, name] of Object.entries(callerNames) as [RequestField, string][]) {
    const value = request[from];
    if (value === undefined) continue;
    const field = create.fields.find((candidate) => candidate.from === from);
    if (field) values.push({ name: field.name, value: coerce(value, field.as) });
    else warnings.push({ field: name, message: `${dialect.label} takes no ${name}; it was left out.` });
  }

  const files: { name: string; value: FilePart }[] = [];
  for (const image of request.images) {
    const field = create.references.find((candidate) => candidate.role === image.role);
    if (!field) {
      warnings.push({
        field: image.role,
        message: `${dialect.label} takes no ${image.role.replace('_', ' ')}; it was left out.`,
      });
    } else if (field.as === 'file') {
      const filename = `${image.role}.${extensions[image.type] ?? 'bin'}`;
      files.push({ name: field.name, value: { path: image.path, type: image.type, filename } });
    } else {
      values.push({ name: field.name, value: await image.readDataUri() });
    }
  }

  const body: EncodedBody =
    create.encoding === 'json'
      ? { kind: 'json', value: Object.fromEntries(values.map(({ name, value }) => [name, value])) }
      : {
          kind: 'multipart',
          parts: [...values.map(({ name, value }) => ({ name, value: toPart(value) })), ...files],
        };
  return { method: create.method, path: create.path, body, warnings };
}

/** A remix of an earlier video, where the dialect has a call for it. */
export function encodeRemix(
  remix: NonNullable<Dialect['remix']>,
  upstreamId: string,
  prompt: string,
): Encoded {
  return {
    method: remix.method,
    path: fillPath(remix.path, upstreamId),
    body: { kind: 'json', value: { prompt } },
    warnings: [],
  };
}

/** A path template with the upstream id in it; ids may hold `: / + =`. */
export function fillPath(template: string, upstreamId: string): string {
  return template.replace('{id}', encodeURIComponent(upstreamId));
}
