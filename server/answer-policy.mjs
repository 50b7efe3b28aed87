/**
 * What browsers are told about every answer: not to guess types, not to frame it, not to send it elsewhere, and of a
 * page, which scripts are ours.
 */
import { randomBytes } from 'node:crypto';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // Nothing here is for a search engine, least of all a link that somebody has posted.
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/** For everything that is not a page: whatever it is, it does nothing. */
const inertPolicy = "default-src 'none'; frame-ancestors 'none'";
/** For our scripts: one that runs as a worker is bound by its own policy, and loads the rest of itself. */
const scriptPolicy = `${inertPolicy}; script-src 'self'`;

/** For the worker that keeps what was seen: it asks the studio, loads its own parts, and nothing from anybody else. */
const workerPolicy = `${scriptPolicy}; connect-src 'self'`;

/**
 * The policy of a page. Scripts run by the nonce alone, and those that such a script loads. Styles may stand in the
 * page: they cannot reach anything, since images, fonts and requests are ours alone.
 * @param {string} nonce @param {boolean} isDev
 */
export function pagePolicy(nonce, isDev) {
  // Hot reloading evaluates code and keeps a socket open.
  const dev = isDev ? { script: " 'unsafe-eval'", connect: ' ws:' } : { script: '', connect: '' };
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev.script}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${dev.connect}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/**
 * Puts the policy on an answer, and tells Next the nonce where it looks for it: in a request header of that name, which
 * is written here and nowhere else.
 * @param {IncomingMessage} request @param {import('node:http').ServerResponse} response before its head is written
 * @param {{ isDev: boolean }} options
 */
export function applyPolicy(request, response, { isDev }) {
  const policy = pagePolicy(randomBytes(16).toString('base64'), isDev);
  request.headers['content-security-policy'] = policy;
  const { writeHead } = response;
  // Node calls it also for a head that nobody writes explicitly.
  response.writeHead = /** @type {typeof writeHead} */ (
    (/** @type {Parameters<typeof writeHead>} */ ...args) => {
      for (const [name, value] of Object.entries(always)) {
        if (!response.hasHeader(name)) response.setHeader(name, value);
      }
      const type = String(response.getHeader('content-type') ?? '');
      const isPage = type.startsWith('text/html');
      const isWorker = /^\/sw\.js(\?|$)/.test(request.url ?? '');
      const isOurScript = request.url?.startsWith('/_next/static/') && /^\w+\/javascript\b/.test(type);
      // Next lets a cache on the way keep the pages that it has drawn beforehand.
      if (isPage) response.setHeader('cache-control', 'private, no-store');
      if (!response.hasHeader('content-security-policy')) {
        response.setHeader(
          'content-security-policy',
          isPage ? policy : isWorker ? workerPolicy : isOurScript ? scriptPolicy : inertPolicy,
        );
      }
      return writeHead.apply(response, args);
    }
  );
}
