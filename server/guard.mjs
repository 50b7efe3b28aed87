/**
 * Who may speak to the studio, decided before anything is routed. Next answers any Host and any Origin, so a page of
 * another site that a browser on this machine has open could otherwise spend this machine's money.
 */
import { isIP } from 'node:net';

/**
 * @typedef {object} Gate how the studio is reachable
 * @property {string} host the configured HOST
 * @property {string[]} names the configured names by which it may be called besides
 * @property {string | null} token the access token, where one is set
 *
 * @typedef {Pick<import('node:http').IncomingMessage, 'method' | 'url' | 'headers' | 'headersDistinct'>} Asked
 * @typedef {{ status: number, message: string, headers?: Record<string, string> }} Refusal
 */

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const methods = new Set([...safeMethods, 'POST', 'DELETE', 'PUT', 'PATCH']);
/** Where something can be changed. Next would look for a Server Action in a post to a page; there is none. */
const isApi = /^\/(v1|api)\//;
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
 * A name that another site's owner may point at this machine (DNS rebinding) is not ours. Where nobody said what we are
 * called, any name is, if a token guards the studio and it is open to a network.
 * @param {string | undefined} header @param {Gate} gate
 */
function isOurHost(header, { host, names, token }) {
  const name = hostName(header);
  if (name === null) return false;
  if (isLoopback(name) || name === host.toLowerCase() || names.includes(name)) return true;
  return token !== null && !isLoopback(host) && names.length === 0;
}

/**
 * Whether a request comes from one of our own pages, or from no page at all. A page of another site may show a link to
 * us, and nothing else: it may neither change anything, nor make us work or show what we hold.
 * @param {Asked} request
 */
function isOurPage({ method = '', headers }) {
  const {
    origin,
    host,
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': destination,
  } = headers;
  const isLink = method === 'GET' && mode === 'navigate' && destination === 'document';
  // Another port of this machine is the same site, and another program.
  if ((site === 'cross-site' || site === 'same-site') && !isLink) return false;
  if (origin === undefined || safeMethods.has(method)) return true;
  // `null` is what a sandboxed frame or a file sends: not ours.
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/**
 * Why a request may not pass, whoever sends it; `null` where it may.
 * @param {Asked} request @param {Gate} gate
 * @returns {Refusal | null}
 */
export function refuse(request, gate) {
  const { method = '', url = '', headers, headersDistinct } = request;
  // Next would believe an absolute address before the header.
  const isOurs = url.startsWith('/') && (headersDistinct.host?.length ?? 0) === 1;
  if (!isOurs || !isOurHost(headers.host, gate)) {
    return {
      status: 421,
      message: 'The Host header names another server. Open the studio under the address it printed.',
    };
  }
  if (!isText(url)) return { status: 400, message: 'The address holds an escape that is no text.' };
  if (!methods.has(method)) {
    const allow = [...methods].join(', ');
    return { status: 405, message: `${method} is not a method of this server.`, headers: { allow } };
  }
  if (!safeMethods.has(method) && !isApi.test(url)) {
    const allow = [...safeMethods].join(', ');
    return { status: 405, message: 'A page can only be looked at.', headers: { allow } };
  }
  if (!isOurPage(request)) return { status: 403, message: 'The request comes from a page of another site.' };
  return null;
}

/** What clients say of themselves or of other servers, and what is ours to say: neither is believed. */
const unbelieved =
  /^(firstframe-.*|x-forwarded-.*|forwarded|x-real-ip|x-middleware-.*|x-invoke-.*|x-matched-path|content-security-policy.*)$/;

/**
 * Leaves in a request only what may be believed, and notes who is at the other end.
 * @param {import('node:http').IncomingMessage} request
 */
export function dropClaims({ headers, socket }) {
  for (const name of Object.keys(headers)) if (unbelieved.test(name)) delete headers[name];
  headers['firstframe-peer'] = socket.remoteAddress ?? 'unknown';
}

/** Next fails at an address whose escapes are no text, instead of refusing it. @param {string} url */
function isText(url) {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** Type and code, in OpenAI's shape, of each status that the guard answers with; a row of `lib/errors.ts` each. */
const kinds = new Map([
  [400, { type: 'invalid_request_error', code: 'invalid_request' }],
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
