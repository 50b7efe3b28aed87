/**
 * Whom the studio lets in, asked before anything is routed: an address that nobody thought of is shut as well. Route
 * handlers ask again for themselves (`lib/http.ts`), so that no trick with an address gets past both.
 */

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {{ status: number, message: string, retryAfterMs: number | null, toBody(): object }} StudioError */

/** What anybody may see: how to sign in, what that page is made of, whether the studio is well, and what was shared. */
const openAddresses = [
  /^\/login(\?|$)/,
  /^\/api\/(session|health)(\?|$)/,
  /^\/icon\.svg(\?|$)/,
  // What a browser needs of an installed studio asks without a session.
  /^\/(manifest\.webmanifest|sw(-files)?\.js|icons\/[\w-]+\.png)(\?[\w=-]*)?$/,
  // A link that was shared opens what it says and nothing else, which its routes see to.
  /^\/(s\/[\w-]+|api\/shared\/[\w-]+(\/[\w-]+)?)(\?[\w=&%.-]*)?$/,
  // No dots in a row, no escapes: what this fits is a file of the build, however it is read.
  /^\/_next\/static\/(?!.*\.\.)[\w/~.-]+(\?[\w.=&-]*)?$/,
];

/** @param {string} url */
export function isOpen(url) {
  return openAddresses.some((address) => address.test(url));
}

/** Whether it is a person's browser that opens a page. @param {IncomingMessage} request */
function opensPage({ method, url = '', headers }) {
  const isPage = !/^\/(v1|api|_next)(\/|$)/.test(url) && (headers.accept ?? '').includes('text/html');
  return isPage && (method === 'GET' || method === 'HEAD');
}

/** Put there by the runtime, see `lib/grant.ts`. */
const accessKey = Symbol.for('firstframe.access');

/**
 * Lets a request pass, or answers it.
 * @param {IncomingMessage} request @param {import('node:http').ServerResponse} response
 * @returns {Promise<boolean>} whether it may pass
 */
export async function passDoor(request, response) {
  const { method = '', url = '', headers } = request;
  if (isOpen(url)) return true;
  const identify = Reflect.get(globalThis, accessKey);
  try {
    await identify({
      method,
      header: (/** @type {string} */ name) => headers[name] ?? null,
    });
    return true;
  } catch (thrown) {
    const error = /** @type {Partial<StudioError>} */ (thrown);
    if (error.status === 401 && opensPage(request)) {
      const location = url === '/' ? '/login' : `/login?next=${encodeURIComponent(url)}`;
      response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
      return false;
    }
    // Whatever went wrong, nobody comes in by it.
    const status = error.status ?? 500;
    const body = JSON.stringify(
      error.toBody?.() ?? {
        error: { message: 'The studio failed.', type: 'server_error', param: null, code: 'internal' },
      },
    );
    const retryAfterMs = error.retryAfterMs ?? null;
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-should-retry': String(status === 429 || status === 503),
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="Firstframe"' } : {}),
      ...(retryAfterMs === null ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }),
      // What is left of the request's body is not read.
      connection: 'close',
    });
    response.end(method === 'HEAD' ? undefined : body);
    return false;
  }
}
