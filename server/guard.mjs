/**
 * Who may speak to the studio, decided before anything is routed. Next answers any Host and any Origin, so a page of
 * another site that a browser on this machine has open could otherwise spend this machine's money.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * @typedef {object} Gate how the studio is reachable
 * @property {string} host the configured HOST
 * @property {string | null} token the access token, where one is set
 *
 * @typedef {{ method?: string, headers: import('node:http').IncomingHttpHeaders }} Asked the parts of a request that count
 * @typedef {{ status: number, message: string, headers?: Record<string, string> }} Refusal
 */

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const methods = new Set([...safeMethods, 'POST', 'DELETE', 'PUT', 'PATCH']);
const loopbackNames = new Set(['localhost', '127.0.0.1', '::1']);

/** Whether only this machine can reach an address or name. @param {string} host without brackets */
export function isLoopback(host) {
  return loopbackNames.has(host.toLowerCase()) || (isIP(host) === 4 && host.startsWith('127.'));
}

/**
 * The name in a `Host` header, without port and brackets; `null` where it is none (RFC 9110 §7.2).
 * @param {string | undefined} header
 */
export function hostName(header) {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

/**
 * A name that another site's owner may point at this machine (DNS rebinding) is not ours. Any name is where a token
 * guards the studio and it is open to a network, because there we cannot know what we are called.
 * @param {string | undefined} header @param {Gate} gate
 */
function isOurHost(header, { host, token }) {
  const name = hostName(header);
  if (name === null) return false;
  return isLoopback(name) || name === host.toLowerCase() || (token !== null && !isLoopback(host));
}

/**
 * Whether a request that changes something comes from one of our own pages, or from no page at all.
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
function isOurPage({ origin, host, 'sec-fetch-site': site }) {
  if (site === 'cross-site') return false;
  if (origin === undefined) return true;
  // `null` is what a sandboxed frame or a file sends: not ours.
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest();

/**
 * `Bearer TOKEN` for programs; for people the browser's own prompt, where the token is the password of any name.
 * @param {string | undefined} header `Authorization` @param {string} token
 */
function carriesToken(header, token) {
  const [scheme = '', credentials = ''] = (header ?? '').split(' ');
  const isBasic = scheme.toLowerCase() === 'basic';
  if (!isBasic && scheme.toLowerCase() !== 'bearer') return false;
  const given = isBasic
    ? Buffer.from(credentials, 'base64')
        .toString()
        .replace(/^[^:]*:/, '')
    : credentials;
  return timingSafeEqual(digest(given), digest(token));
}

/**
 * Why a request may not pass; `null` where it may.
 * @param {Asked} request @param {Gate} gate
 * @returns {Refusal | null}
 */
export function refuse({ method = '', headers }, gate) {
  if (!isOurHost(headers.host, gate)) {
    return {
      status: 421,
      message: 'The Host header names another server. Open the studio under the address it printed.',
    };
  }
  if (!methods.has(method)) {
    const allow = [...methods].join(', ');
    return { status: 405, message: `${method} is not a method of this server.`, headers: { allow } };
  }
  if (!safeMethods.has(method) && !isOurPage(headers)) {
    return { status: 403, message: 'The request comes from a page of another site.' };
  }
  if (gate.token !== null && !carriesToken(headers.authorization, gate.token)) {
    const challenge = 'Basic realm="Firstframe", charset="UTF-8"';
    return {
      status: 401,
      message: 'The access token is missing or wrong.',
      headers: { 'www-authenticate': challenge },
    };
  }
  return null;
}

/** Type and code, in OpenAI's shape, of each status that the guard answers with; a row of `lib/errors.ts` each. */
const kinds = new Map([
  [401, { type: 'authentication_error', code: 'unauthorized' }],
  [403, { type: 'permission_error', code: 'forbidden' }],
  [405, { type: 'invalid_request_error', code: 'invalid_request' }],
  [421, { type: 'permission_error', code: 'forbidden' }],
]);

/** @param {Refusal} refusal @param {import('node:http').ServerResponse} response */
export function answerRefusal({ status, message, headers }, response) {
  const body = JSON.stringify({ error: { message, param: null, ...kinds.get(status) } });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    // What is left of the request's body is not read.
    connection: 'close',
    ...headers,
  });
  response.end(body);
}
