import 'server-only';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './address-guard';
import { ForbiddenAddressError, findPublicAddresses } from './web-address';

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

  return (options, callback) => {
    const origin = `${options.protocol}//${options.host}`;
    const isTrusted = trustedOrigin !== null && new URL(origin).origin === trustedOrigin;
    const hostname = options.hostname.replace(/^\[|\]$/g, '');
    const dial = isTrusted ? Promise.resolve([hostname]) : findPublicAddresses(hostname);
    // TLS checks the certificate against the name, not the address. Over plain HTTP undici would dial by that name.
    const name = options.servername ?? (isIP(hostname) ? '' : hostname);
    const servername = options.protocol === 'https:' ? name : undefined;
    dial.then(
      ([address = hostname]) =>
        connect({ ...options, hostname: address, servername }, (...result) => {
          const [fault, socket] = result;
          if (fault === null && !isTrusted && !isPublicAddress(socket.remoteAddress ?? '')) {
            const at = socket.remoteAddress ?? 'nowhere';
            socket.destroy();
            callback(new ForbiddenAddressError(`The connection to ${hostname} led to ${at}.`), null);
            return;
          }
          if (fault === null) onConnected?.();
          callback(...result);
        }),
      (error: Error) => callback(error, null),
    );
  };
}
