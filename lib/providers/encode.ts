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

/** Our fields under the names that callers know them by; `width` and `height` are another spelling of `size`. */
const callerNames: Record<Exclude<RequestField, 'width' | 'height'>, string> = {
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

/** `1280x720` as two numbers. */
function splitSize(size: string | number | undefined): { width?: number; height?: number } {
  const [width, height] = String(size ?? '')
    .split('x')
    .map(Number);
  return width && height ? { width, height } : {};
}

/** Writes a value at a dotted name, beside what is in the object already. */
function setAt(body: Record<string, unknown>, name: string, value: unknown): void {
  const [outer = name, inner] = name.split('.');
  const existing = body[outer];
  const object = typeof existing === 'object' && existing !== null ? existing : {};
  body[outer] = inner === undefined ? value : { ...object, [inner]: value };
}

const extensions: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

/**
 * A create request as the dialect writes it. What it cannot say is left out and named in `warnings`;
 * nothing is dropped in silence.
 */
export async function encodeCreate(dialect: Dialect, request: EncodableRequest): Promise<Encoded> {
  const { create } = dialect;
  const warnings: Encoded['warnings'] = [];
  const body: Record<string, unknown> = {};
  const given = { ...request, ...splitSize(request.size) };

  for (const field of create.fields) {
    const value = given[field.from];
    if (value !== undefined) setAt(body, field.name, coerce(value, field.as));
  }
  const takes = (from: RequestField) => create.fields.some((field) => field.from === from);
  for (const [from, name] of Object.entries(callerNames) as [keyof typeof callerNames, string][]) {
    const isTaken = takes(from) || (from === 'size' && takes('width') && takes('height'));
    if (request[from] === undefined || isTaken) continue;
    warnings.push({ field: name, message: `${dialect.label} takes no ${name}; it was left out.` });
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
      const dataUri = await image.readDataUri();
      setAt(body, field.name, field.as === 'base64' ? dataUri.slice(dataUri.indexOf(',') + 1) : dataUri);
    }
  }

  const { method, path, encoding } = create;
  if (encoding === 'json') return { method, path, body: { kind: 'json', value: body }, warnings };
  const parts = Object.entries(body).map(([name, value]) => ({ name, value: toPart(value) }));
  return { method, path, body: { kind: 'multipart', parts: [...parts, ...files] }, warnings };
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
