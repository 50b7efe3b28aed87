import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request to the scripted upstream, and what a fault needs to spoil its answer. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  /** What stands behind the `=` of the tag. */
  argument: string;
  /** Seeded. */
  random: () => number;
  /** The upstream under the name that it was asked by, and its second origin, where files may lie. */
  origin: string;
  filesOrigin: string;
};

export type UpstreamVideo = {
  id: string;
  prompt: string;
  model: string;
  /** Unix seconds. */
  createdAt: number;
  /** The finished file. */
  bytes: Buffer;
  polls: number;
};

export type Answer = (exchange: Exchange, video: UpstreamVideo) => void;

export function answerJson(
  { response }: Pick<Exchange, 'response'>,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

export function answerHtml({ response }: Exchange, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html><h1>Bad gateway</h1></html>');
}

/** Ends a connection so that the other side meets ECONNRESET. */
export function reset({ response }: Exchange): void {
  response.socket?.resetAndDestroy();
}

/** An answer whose length is announced and of which only the beginning comes. */
export function answerCut(
  { response }: Exchange,
  head: Record<string, string | number>,
  bytes: Buffer,
): void {
  response.writeHead(200, head);
  response.write(bytes, () => response.destroy());
}

/** Writes piece by piece, so that an answer takes its time. */
export async function trickle(
  response: ServerResponse,
  bytes: Buffer,
  pieces: number,
  totalMs: number,
): Promise<void> {
  const size = Math.ceil(bytes.length / pieces);
  for (let start = 0; start < bytes.length && !response.destroyed; start += size) {
    response.write(bytes.subarray(start, start + size));
    await new Promise((resolve) => setTimeout(resolve, totalMs / pieces));
  }
  response.end();
}
