import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';
import net, { type AddressInfo, type Server } from 'node:net';
import tls from 'node:tls';
import { vi } from 'vitest';

/** Where a socket was told to go. */
export type Dial = { host: string; port: number };

type Names = Record<string, string[] | (() => string[])>;

type ConnectOptions = { host?: string; port?: number | string; path?: string };

function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/**
 * The Internet as a test wants it, put under the sockets of this process until `close`: names are answered as told,
 * public addresses are servers of the test, and every dial is written down. None leaves the machine, and of the machine
 * itself only what `own` names is reached. TLS is played: behind https: a server speaks plainly.
 */
export function openFakeInternet(world: {
  names?: Names;
  /** The server that stands at a public IP address, whatever the port. */
  servers?: Record<string, Server>;
  /** The same, but the connection shows where it really led, as if something on the way had turned it round. */
  hijackers?: Record<string, Server>;
  /** The servers of the test that may be reached as what they are. */
  own?: () => Server[];
}) {
  const { names = {}, servers = {}, hijackers = {}, own = () => [] } = world;
  const dials: Dial[] = [];
  const lookups: string[] = [];
  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((async (hostname: string) => {
    lookups.push(hostname);
    const found = names[hostname];
    const addresses = typeof found === 'function' ? found() : found;
    if (!addresses) throw refusal('ENOTFOUND', `getaddrinfo ENOTFOUND ${hostname}`);
    return addresses.map((address) => ({ address, family: net.isIP(address) }));
  }) as unknown as typeof dns.lookup);
  syncBuiltinESMExports();

  const realConnect = net.Socket.prototype.connect;
  const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (
    this: net.Socket,
    ...given: unknown[]
  ) {
    // Node calls itself with the options and the callback in one array.
    const [options, callback] = (Array.isArray(given[0]) ? given[0] : given) as [ConnectOptions, () => void];
    const { host = 'localhost', path } = options;
    const port = Number(options.port ?? 0);
    const pass = (other: ConnectOptions) =>
      Reflect.apply(realConnect, this, [{ ...options, ...other }, callback]) as net.Socket;
    if (path !== undefined) return pass({});
    if (own().some((server) => portOf(server) === port) && /^(127\.0\.0\.1|localhost)$/.test(host))
      return pass({});
    dials.push({ host, port });
    const server = servers[host] ?? hijackers[host];
    if (server) {
      if (servers[host]) Object.defineProperty(this, 'remoteAddress', { get: () => host });
      return pass({ host: '127.0.0.1', port: portOf(server) });
    }
    process.nextTick(() => this.destroy(refusal('ECONNREFUSED', `connect ECONNREFUSED ${host}:${port}`)));
    return this;
  } as typeof realConnect);

  const connectSafely = vi.spyOn(tls, 'connect').mockImplementation(((options: tls.ConnectionOptions) => {
    const socket = net.connect({ host: options.host, port: options.port ?? 443 });
    return socket.once('connect', () => socket.emit('secureConnect'));
  }) as unknown as typeof tls.connect);

  return {
    dials,
    lookups,
    close() {
      connectSafely.mockRestore();
      connect.mockRestore();
      lookup.mockRestore();
      syncBuiltinESMExports();
    },
  };
}
