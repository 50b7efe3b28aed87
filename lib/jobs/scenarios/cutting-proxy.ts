import { once } from 'node:events';
import { createServer, type Server, request as sendOn } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * A proxy that passes every request on and cuts a share of the answers off: before their first byte, or in the middle.
 * What was asked has then been done, and whoever asked does not know.
 */
export async function openCuttingProxy({
  target,
  share,
  seed,
}: {
  target: string;
  share: number;
  seed: number;
}) {
  const random = seededRandom(seed);
  const counts = { requests: 0, cut: 0 };
  const server = createServer((request, response) => {
    counts.requests += 1;
    const isCut = random() < share;
    const isCutInside = random() < 0.1;
    if (isCut) counts.cut += 1;
    const { method, headers, url = '' } = request;
    const onward = sendOn(`${target}${url}`, { method, headers }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      if (isCut && !isCutInside) return response.socket?.destroy();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      if (!isCut) return response.end(body);
      response.write(body.subarray(0, body.length / 2));
      setImmediate(() => response.socket?.destroy());
    });
    onward.on('error', () => response.socket?.destroy());
    request.pipe(onward);
  });
  const origin = await listen(server);
  return {
    origin,
    counts,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
