import 'server-only';
import { ForbiddenAddressError } from './web-address';

/** Every error in a chain of causes, the outermost first; of several attempts, all. */
function* chainOf(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  if (error instanceof AggregateError) for (const inner of error.errors) yield* chainOf(inner);
  yield* chainOf(error.cause);
}

/** The innermost reason as it was thrown: fetch wraps it in a "fetch failed" that helps nobody. */
export function innermostReason(error: unknown): string {
  return [...chainOf(error)].at(-1)?.message || String(error);
}

/** Whether it was we who refused to go to an address, which no waiting helps. */
export function isForbidden(error: unknown): boolean {
  return [...chainOf(error)].some((reason) => reason instanceof ForbiddenAddressError);
}

/** Words for the codes of Node's network, by what they begin with. */
const words: readonly [RegExp, (host: string) => string][] = [
  [
    /^(ENOTFOUND|EAI_)/,
    (host) => `There is no server by the name ${host}. Check the address for a typing error.`,
  ],
  [/^ECONNREFUSED/, (host) => `${host} refuses the connection. Is the server running, and the port right?`],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)/, (host) => `${host} cannot be reached from this machine.`],
  [
    /^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/,
    (host) => `No safe connection to ${host} could be made; its certificate or protocol is not right.`,
  ],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)/, (host) => `${host} did not answer in time.`],
  [/^(ECONNRESET|UND_ERR_SOCKET|EPIPE)/, (host) => `${host} closed the connection without an answer.`],
];

/** Why a server could not be reached, in words that say what to look at. */
export function explainUnreachable(error: unknown, host: string): string {
  for (const { code } of chainOf(error) as Generator<Error & { code?: unknown }>) {
    const found = typeof code === 'string' ? words.find(([pattern]) => pattern.test(code)) : undefined;
    if (found) return `${found[1](host)} (${code})`;
  }
  return innermostReason(error);
}
