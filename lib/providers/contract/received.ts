import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';

/** One part of a multipart body as it came: a text, or a file with what its headers say of it. */
export type ReceivedPart =
  | { name: string; value: string }
  | { name: string; bytes: Buffer; filename: string | undefined; type: string };

export type ReceivedBody =
  | { kind: 'none' }
  | { kind: 'multipart'; parts: ReceivedPart[] }
  | { kind: 'json'; value: unknown }
  | { kind: 'broken'; reason: string };

/** A request as it was on the wire, in the order in which it came. */
export type Received = {
  method: string;
  /** With its query, not decoded. */
  target: string;
  headers: Record<string, string | string[] | undefined>;
  raw: Buffer;
  body: ReceivedBody;
};

/** The parts of a multipart body, in their order. */
export function parseMultipart(contentType: string, raw: Buffer): Promise<ReceivedPart[]> {
  return new Promise((resolve, reject) => {
    const parts: ReceivedPart[] = [];
    const parser = busboy({
      headers: { 'content-type': contentType },
      limits: { fieldSize: 64 * 1024 * 1024 },
    });
    parser.on('field', (name, value) => parts.push({ name, value }));
    parser.on('file', (name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      // Its place is kept now, so that the order is that of the wire.
      const part = { name, bytes: Buffer.alloc(0), filename, type: mimeType };
      parts.push(part);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        part.bytes = Buffer.concat(chunks);
      });
    });
    parser.on('close', () => resolve(parts));
    parser.on('error', reject);
    parser.end(raw);
  });
}

async function readBody(headers: Received['headers'], raw: Buffer): Promise<ReceivedBody> {
  if (raw.length === 0) return { kind: 'none' };
  // A body in chunks has no length, and some servers answer 411 or 422 to it.
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length']) !== raw.length)
    return { kind: 'broken', reason: 'A body must come with its Content-Length, not in chunks.' };
  const type = String(headers['content-type'] ?? '');
  if (/^multipart\/form-data; ?boundary=\S+$/.test(type))
    return { kind: 'multipart', parts: await parseMultipart(type, raw) };
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(type))
    return { kind: 'broken', reason: `Unsupported Content-Type "${type}".` };
  try {
    return { kind: 'json', value: JSON.parse(raw.toString('utf8')) };
  } catch (error) {
    return { kind: 'broken', reason: `The body is not JSON: ${String(error)}` };
  }
}

/** Reads a whole request. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const raw = Buffer.concat(await request.toArray());
  const { method = '', url: target = '', headers } = request;
  const body = await readBody(headers, raw).catch((error: unknown) => ({
    kind: 'broken' as const,
    reason: String(error),
  }));
  return { method, target, headers, raw, body };
}
