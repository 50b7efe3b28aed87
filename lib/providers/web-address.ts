import 'server-only';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './address-guard';

/** Thrown before a single byte leaves, when an address is not one that we may talk to, or send others to. */
export class ForbiddenAddressError extends Error {
  readonly code = 'FIRSTFRAME_FORBIDDEN_ADDRESS';
}

/**
 * The IP addresses of a host, all of which are public: one private answer among several is enough to refuse.
 * @param hostname a name, or a literal address without brackets
 * @throws ForbiddenAddressError
 * @throws Error of the resolver, where it knows no such name
 */
export async function findPublicAddresses(hostname: string): Promise<string[]> {
  const answers = isIP(hostname)
    ? [{ address: hostname }]
    : await lookup(hostname, { all: true, verbatim: true });
  const isPrivate = answers.some(({ address }) => !isPublicAddress(address));
  if (isPrivate)
    throw new ForbiddenAddressError(`${hostname} is at a private address, which is not allowed here.`);
  if (answers.length === 0) throw new ForbiddenAddressError(`${hostname} has no address.`);
  return answers.map(({ address }) => address);
}

/**
 * An address as one on the web: http or https, with no user name or password in it. What stands behind a `#` is left
 * out, for no server is ever told.
 * @param base what it may be relative to
 * @throws ForbiddenAddressError
 */
export function readWebAddress(text: string, base?: string | URL): URL {
  const url = URL.parse(text, base);
  if (!url) throw new ForbiddenAddressError('It cannot be read as a URL.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ForbiddenAddressError(`An address must begin with http: or https:, not ${url.protocol}`);
  if (url.username !== '' || url.password !== '')
    throw new ForbiddenAddressError('An address must not hold a user name or a password.');
  url.hash = '';
  return url;
}

/** An address of a stranger's: the usual ports alone, since what listens at others is rarely meant for everybody. */
export function readStrangersAddress(text: string, base?: string | URL): URL {
  const url = readWebAddress(text, base);
  if (url.port !== '' && url.port !== '80' && url.port !== '443')
    throw new ForbiddenAddressError('An address must use the usual port, 80 or 443.');
  return url;
}

/**
 * An address of a stranger's that others will be sent to, who look it up for themselves: so it has to be public as
 * far as we can see.
 * @throws ForbiddenAddressError
 * @throws Error of the resolver, where it knows no such name
 */
export async function requirePublicAddress(text: string): Promise<URL> {
  const url = readStrangersAddress(text);
  await findPublicAddresses(url.hostname.replace(/^\[|\]$/g, ''));
  return url;
}
