import { gzipSync } from 'node:zlib';
import { type Answer, answerCut, answerHtml, answerJson, reset, trickle } from './exchange';
import { sha256 } from './upstream-video';

/** The finished file as a good server gives it: with its length, a strong ETag, and the rest of it to whoever asks. */
export const sendVideo: Answer = ({ request, response }, { bytes }) => {
  const etag = `"${sha256(bytes).slice(0, 16)}"`;
  const head = { 'content-type': 'video/mp4', etag, 'accept-ranges': 'bytes' };
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const ifRange = request.headers['if-range'];
  if (from > 0 && from < bytes.length && (ifRange === undefined || ifRange === etag)) {
    const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(206, { ...head, ...range, 'content-length': bytes.length - from });
    response.end(bytes.subarray(from));
  } else {
    response.writeHead(200, { ...head, 'content-length': bytes.length }).end(bytes);
  }
};

/** How the download of a finished video can go wrong. */
export const contentFaults: Record<string, Answer> = {
  /** Cut at a random byte, its length announced; whoever comes again may go on. */
  cut: (exchange, video) => {
    const { response, random } = exchange;
    const writeHead = response.writeHead.bind(response);
    // Begins as a good answer does, also to whoever asks for the rest.
    response.writeHead = ((status: number, head: Record<string, string | number>) => {
      const whole = Number(head['content-length']);
      const end = response.end.bind(response);
      response.end = ((rest: Buffer) => {
        response.end = end;
        response.write(rest.subarray(0, Math.floor(random() * whole)), () => response.destroy());
        return response;
      }) as typeof response.end;
      return writeHead(status, head);
    }) as typeof response.writeHead;
    sendVideo(exchange, video);
  },
  /** The same without a length: only the missing last chunk tells. */
  chunked_cut: ({ response, random }, { bytes }) => {
    response.writeHead(200, { 'content-type': 'video/mp4' });
    response.write(bytes.subarray(0, Math.floor(random() * bytes.length)), () => response.destroy());
  },
  reset: (exchange, { bytes }) => {
    exchange.response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length });
    exchange.response.write(bytes.subarray(0, bytes.length / 2), () => reset(exchange));
  },
  /** Announces more than comes. */
  short: (exchange, { bytes }) => {
    answerCut(exchange, { 'content-type': 'video/mp4', 'content-length': bytes.length + 1_000 }, bytes);
  },
  /** Says that it is compressed and is not. */
  gzip_lie: ({ response }, { bytes }) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-encoding': 'gzip' }).end(bytes);
  },
  /** Is compressed, though nobody asked for it. */
  gzip: ({ response }, { bytes }) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-encoding': 'gzip' }).end(gzipSync(bytes));
  },
  /** To another origin, where the key has no business. */
  redirect: ({ response, filesOrigin }, { id }) => {
    response.writeHead(302, { location: `${filesOrigin}/files/${id}` }).end();
  },
  json: (exchange, { id }) => answerJson(exchange, { video_url: `${exchange.origin}/files/${id}` }),
  error_json: (exchange) => answerJson(exchange, { error: { message: 'Failed to fetch the video.' } }),
  html: (exchange) => answerHtml(exchange, 200),
  /** Calls itself a video and is a page. */
  false_type: ({ response }) => {
    response.writeHead(200, { 'content-type': 'video/mp4' }).end('<html><h1>Please log in</h1></html>');
  },
  status: (exchange) => {
    const error = { message: 'The video is not ready.' };
    answerJson(exchange, { error }, { status: Number(exchange.argument) });
  },
  /** For so many milliseconds, in pieces. */
  trickle: ({ response, argument }, { bytes }) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length });
    void trickle(response, bytes, 8, Number(argument));
  },
  /** Announces the impossible. */
  huge: (exchange, { bytes }) => {
    answerCut(exchange, { 'content-type': 'video/mp4', 'content-length': 2 ** 40 }, bytes);
  },
};
