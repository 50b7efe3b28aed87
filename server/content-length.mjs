const ownHeader = 'firstframe-content-length';

/**
 * Gives an answer the `Content-Length` that its route handler knew. Next takes that header off every answer of a
 * handler (`send-response.js`, FORBIDDEN_HEADERS), and without it a browser shows no progress and Safari plays no
 * video; so handlers write it under a name of our own.
 * @param {import('node:http').ServerResponse} response before its head is written
 */
export function restoreContentLength(response) {
  const { writeHead } = response;
  // Node calls it also for a head that nobody writes explicitly.
  response.writeHead = /** @type {typeof writeHead} */ (
    (/** @type {Parameters<typeof writeHead>} */ ...args) => {
      const length = response.getHeader(ownHeader);
      if (length !== undefined) {
        response.removeHeader(ownHeader);
        // What Next has compressed on the way has another length.
        if (!response.hasHeader('content-encoding')) response.setHeader('content-length', length);
      }
      return writeHead.apply(response, args);
    }
  );
}
