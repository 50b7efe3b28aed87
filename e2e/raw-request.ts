import { once } from 'node:events';
import { type IncomingHttpHeaders, request as send } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

type Asked = {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** Another address of this machine to come from, so that what is counted by address is counted apart. */
  from?: string;
};

/** One request on a connection of its own, with any header that one likes, `Host` among them. */
export async function rawRequest(origin: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const { method = 'GET', headers = {}, body, from } = asked;
  const request = send({ hostname, port, path, method, headers, agent: false, localAddress: from });
  request.end(body);
  const [response] = await once(request, 'response');
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

/** Bytes on a socket, as they stand, and all that comes back until the other side is done or a moment has passed. */
export async function rawBytes(origin: string, bytes: string | Buffer, waitMs = 10_000): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.setTimeout(waitMs, () => socket.destroy());
  let answer = '';
  const closed = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve));
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.write(bytes);
  await closed;
  return answer;
}
