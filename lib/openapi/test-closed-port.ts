import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port on which nobody answers. */
export async function findClosedPort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}
