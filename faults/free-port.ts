import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections, so that it is still free after a restart. */
const lowest = 20_000;
const highest = 32_000;

/** A port that nobody has, and that nobody is given by chance while its server is down. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    const server = createServer();
    try {
      await once(server.listen(port, '127.0.0.1'), 'listening');
      await new Promise((resolve) => server.close(resolve));
      return port;
    } catch {
      // Taken: the next one.
    }
  }
}
