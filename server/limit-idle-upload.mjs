/**
 * Gives up on a request whose body stands still, and only on that: a body that moves may take all day, an answer may
 * take as long as a provider needs, and a reader may pause its player for an hour.
 * @param {import('node:http').IncomingMessage} request @param {number} idleMs
 */
export function limitIdleUpload(request, idleMs) {
  const { headers, socket } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) return;
  // Nobody listens for `timeout`, so Node ends the socket when it comes.
  socket.setTimeout(idleMs);
  request.once('end', () => socket.setTimeout(0));
}
