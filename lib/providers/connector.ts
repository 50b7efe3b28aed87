import 'server-only';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './address-guard';

/** Thrown before a single byte leaves, when a host is not one we may talk to. */
export class ForbiddenAddressError extends Error {
  readonly code = 'FIRSTFRAME_FORBIDDEN_ADDRESS';
}

type ConnectorOptions = {
  /** The one origin that may be private: what the administrator configured (`http://127.0.0.1:8000`). */
  trustedOrigin: string | null;
  connectTimeoutMs: number;
  /** Called once the connection stands, which is the earliest a byte can be sent. */
  onConnected?: () => void;
};

/**
 * The one connector of every outgoing request. It looks the host up itself, refuses unless every answer is public,
 * and dials the very address that it checked, so that a name cannot change its answer in between. Literal addresses
 * are checked too: undici never calls a `lookup` hook for them.
 */
export function guardedConnector({
  trustedOrigin,
  connectTimeoutMs,
  onConnected,
}: ConnectorOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs, allowH2: false });

  async function resolve(hostname: string): Promise<string> {
    const answers = isIP(hostname)
      ? [{ address: hostname }]
      : await lookup(hostname, { all: true, verbatim: true });
    const refused = answers.find(({ address }) => !isPublicAddress(address));
    if (refused)
      throw new ForbiddenAddressError(`${hostname} is at a private address, which is not allowed here.`);
    const [first] = answers;
    if (!first) throw new ForbiddenAddressError(`${hostname} has no address.`);
    return first.address;
  }

  return (options, callback) => {
    const origin = `${options.protocol}//${options.host}`;
    const isTrusted = trustedOrigin !== null && new URL(origin).origin === trustedOrigin;
    const hostname = options.hostname.replace(/^\[|\]$/g, '');
    const dial = isTrusted ? Promise.resolve(hostname) : resolve(hostname);
    dial.then(
      (address) =>
        connect(
          // TLS still checks the certificate against the name, not the address.
          {
            ...options,
            hostname: address,
            servername: options.servername ?? (isIP(hostname) ? '' : hostname),
          },
          (...result) => {
            if (result[0] === null) onConnected?.();
            callback(...result);
          },
        ),
      (error: Error) => callback(error, null),
    );
  };
}
