import 'server-only';
import { StudioError } from '@/lib/errors';
import { authorise, type Scope } from '@/lib/grant';
import { log } from '@/lib/log';
import { parseJson } from '@/lib/parse-json';
import { readWhole } from '@/lib/read-body';

/** The server renames it to `Content-Length`, which Next takes off every answer of a route handler. */
const contentLengthHeader = 'firstframe-content-length';

/** Headers under which bytes cannot act when a browser opens them as a page, whoever made them. */
function inertHeaders(type: string): Record<string, string> {
  return {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** An answer in JSON, of known length and never cached: it is private, and stale in a second. */
export function answerJson(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return new Response(bytes, {
    status,
    headers: {
      ...inertHeaders('application/json; charset=utf-8'),
      'cache-control': 'private, no-store',
      [contentLengthHeader]: String(bytes.byteLength),
      ...headers,
    },
  });
}

/** An error in OpenAI's shape. SDKs are told not to retry what is settled, because their retries cost money. */
function answerError(error: unknown): Response {
  const known =
    error instanceof StudioError
      ? error
      : new StudioError('internal', 'The studio failed; its log says why.');
  if (known.code === 'internal') log.error({ err: error }, 'a request failed');
  const isTransient = ['unavailable', 'not_ready', 'rate_limited'].includes(known.code);
  const retryAfter: Record<string, string> =
    known.retryAfterMs === null ? {} : { 'retry-after': String(Math.ceil(known.retryAfterMs / 1_000)) };
  return answerJson(known.toBody(), known.status, { 'x-should-retry': String(isTransient), ...retryAfter });
}

/** More than any setting of the studio's own needs. */
const longestJsonBody = 1024 * 1024;

/**
 * A small JSON body.
 * @param longest the most bytes that it may have
 * @throws StudioError `unsupported_media_type`, `too_large` or `invalid_request`
 */
export async function readJson(request: Request, longest = longestJsonBody): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new StudioError('unsupported_media_type', 'Send this request as application/json.');
  return parseJson(await readWhole(request, longest));
}

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** A route handler for callers who may do what `scope` says, whose every failure is an answer in OpenAI's shape. */
export function handle<Context>(scope: Scope | 'open', handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      // The server has asked already, by the address. Here it is the handler itself that will not act for anybody else.
      if (scope !== 'open') await authorise(request, scope);
      return await handler(request, context);
    } catch (error) {
      return answerError(error);
    }
  };
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];
type Refusals = Record<Method | 'OPTIONS', Handler<unknown>>;

function forAll(handler: Handler<unknown>): Refusals {
  return { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler, OPTIONS: handler };
}

/**
 * Handlers of the methods that a route has no use for, to be exported beside its own: Next's say nothing at all, and its
 * `OPTIONS` would name these too.
 */
export function refuseOthers(...taken: Method[]): Refusals {
  const allowed = taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  const refuse = async ({ method }: Request) => {
    const refusal = new StudioError('method_not_allowed', `${method} is not taken here, only ${allowed}.`);
    const answer = answerError(refusal);
    answer.headers.set('allow', allowed);
    return answer;
  };
  const OPTIONS = async () => new Response(null, { status: 204, headers: { allow: allowed } });
  return { ...forAll(refuse), OPTIONS };
}

/** Handlers of whatever has no route, so that a program meets an error that it can read. */
export function refuseUnknown(): Refusals {
  return forAll(
    handle('open', async ({ method, url }) => {
      const { pathname } = new URL(url);
      throw new StudioError('not_found', `There is no such address: ${method} ${pathname.slice(0, 200)}.`);
    }),
  );
}

/**
 * RFC 6266: an ASCII name for old clients, the real one for the others. Neither leads anywhere, and nothing in it ends
 * the header. Without a name a browser would take the one in the address for what it saves.
 */
function disposition(kind: 'inline' | 'attachment', filename: string): string {
  const name = filename
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[/\\:]/g, '_')
    .replace(/^\.+/, '_');
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/"/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Bytes that are made as they are sent, as a download of known length. */
export function answerStream(
  body: ReadableStream<Uint8Array>,
  { type, length, filename }: { type: string; length: number; filename: string },
): Response {
  const headers = {
    ...inertHeaders(type),
    'cache-control': 'private, no-store',
    'content-disposition': disposition('attachment', filename),
    [contentLengthHeader]: String(length),
  };
  return new Response(body, { headers });
}

export type ByteRange = { start: number; end: number };

/**
 * The one byte range that a `Range` header asks for (RFC 9110 §14), both ends inclusive; `null` for the whole.
 * Several ranges, and units other than bytes, are answered with the whole, as the RFC allows.
 * @throws StudioError `range_not_satisfiable`
 */
export function parseRange(header: string | null, size: number): ByteRange | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === '' && Number(last) === 0)) {
    throw new StudioError('range_not_satisfiable', `The file has ${size} bytes.`, { param: 'Range' });
  }
  return end < start ? null : { start, end };
}

type File = { type: string; size: number; etag: string; filename: string };

/** Whether a conditional header names this very file. */
function namesFile(header: string | null, etag: string): boolean {
  return (
    header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*') ?? false
  );
}

/**
 * A stored file over HTTP: whole or ranged, conditional, with its length on each answer, also to HEAD.
 * `read` is called only where bytes are to be sent.
 */
export async function answerFile(
  request: Request,
  file: File,
  read: (range: ByteRange | null) => Promise<ReadableStream<Uint8Array> | null>,
  { isDownload, cacheControl }: { isDownload: boolean; cacheControl: string },
): Promise<Response> {
  const headers: Record<string, string> = {
    ...inertHeaders(file.type),
    etag: file.etag,
    'cache-control': cacheControl,
    'accept-ranges': 'bytes',
    // Who uses the browser after somebody else is not shown what the other one saw.
    vary: 'authorization, cookie',
    'content-disposition': disposition(isDownload ? 'attachment' : 'inline', file.filename),
  };
  if (namesFile(request.headers.get('if-none-match'), file.etag))
    return new Response(null, { status: 304, headers });

  const ifRange = request.headers.get('if-range');
  const rangeHeader = ifRange === null || ifRange === file.etag ? request.headers.get('range') : null;
  let range: ByteRange | null;
  try {
    range = parseRange(rangeHeader, file.size);
  } catch (error) {
    const refusal = answerError(error);
    refusal.headers.set('content-range', `bytes */${file.size}`);
    return refusal;
  }
  const length = range ? range.end - range.start + 1 : file.size;
  headers[contentLengthHeader] = String(length);
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${file.size}`;
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  // Where its end is known, a picture takes no more memory than it has bytes.
  const whole = file.size > 0 ? { start: 0, end: file.size - 1 } : null;
  const body = await read(range ?? whole);
  if (!body) throw new StudioError('gone', 'The file is no longer in the data folder.');
  return new Response(body, { status, headers });
}
