/** Bytes a second that the slowest honest line brings: a phone at the edge of its network. */
const slowestRate = 512;

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */

/**
 * Whether so little of a body came in one stretch of time that nobody is sending it in earnest. While we are the ones
 * who do not read, nothing can come.
 * @param {{ bytes: number, stretchMs: number, isHeldUp: boolean }} stretch
 */
export function isTooSlow({ bytes, stretchMs, isHeldUp }) {
  return !isHeldUp && bytes < (slowestRate * stretchMs) / 1_000;
}

/** OpenAI's shape, as a row of `lib/errors.ts` that only the socket's owner answers with. */
const body = JSON.stringify({
  error: {
    message: 'The upload stood still or came too slowly, so it was given up.',
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_request',
  },
});
const answer = [
  'HTTP/1.1 408 Request Timeout',
  'Content-Type: application/json; charset=utf-8',
  `Content-Length: ${Buffer.byteLength(body)}`,
  'Cache-Control: no-store',
  'Connection: close',
  '',
  body,
].join('\r\n');

/**
 * Gives up on a request whose body stands still or trickles, and only on that: a body that moves may take all day, an
 * answer may take as long as a provider needs, and a reader may pause its player for an hour.
 * @param {IncomingMessage} request @param {import('node:http').ServerResponse} response
 * @param {number} stretchMs how long it may stand still; each such stretch has to bring something
 */
export function limitIdleUpload(request, response, stretchMs) {
  const { headers, socket } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) return;
  let bytesBefore = socket.bytesRead;
  const timer = setInterval(() => {
    const bytes = socket.bytesRead - bytesBefore;
    bytesBefore = socket.bytesRead;
    if (!isTooSlow({ bytes, stretchMs, isHeldUp: socket.isPaused() })) return;
    clearInterval(timer);
    if (!response.headersSent) socket.write(answer);
    socket.destroySoon();
  }, stretchMs);
  timer.unref();
  const stop = () => clearInterval(timer);
  request.once('end', stop);
  request.once('close', stop);
}
