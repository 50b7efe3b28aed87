import { type Answer, answerCut, answerHtml, answerJson, reset, trickle } from './exchange';

/**
 * How the answer to a create can go wrong after the upstream has made the video: the money is spent, and whoever asked
 * is not told, or not clearly.
 */
export const spoiledAnswers: Record<string, Answer> = {
  reset: (exchange) => reset(exchange),
  hang: () => {},
  /** A byte a second would take longer than any deadline. */
  slow: ({ response }, { id }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    void trickle(
      response,
      Buffer.from(JSON.stringify({ id, status: 'queued' }).padEnd(1_000)),
      1_000,
      1_000_000,
    );
  },
  status: (exchange) => answerHtml(exchange, Number(exchange.argument)),
  cut_json: (exchange, { id }) => {
    const text = JSON.stringify({ id, status: 'queued' });
    const head = { 'content-type': 'application/json', 'content-length': text.length };
    answerCut(exchange, head, Buffer.from(text.slice(0, 8)));
  },
  half_json: ({ response }, { id }) => {
    const text = JSON.stringify({ id, status: 'queued' });
    response.writeHead(200, { 'content-type': 'application/json' }).end(text.slice(0, 8));
  },
  html: (exchange) => answerHtml(exchange, 200),
  no_id: (exchange) => answerJson(exchange, { status: 'queued' }),
  empty: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end();
  },
  redirect: (exchange) => {
    const location = `${exchange.filesOrigin}/v1/videos`;
    exchange.response.writeHead(Number(exchange.argument), { location }).end();
  },
};

/** Refusals: nothing is made. */
export const refusals: Record<string, Answer> = {
  refuse: (exchange) => {
    const error = {
      message: `The scripted upstream says ${exchange.argument}.`,
      type: 'invalid_request_error',
    };
    answerJson(exchange, { error }, { status: Number(exchange.argument) });
  },
  /** `[fault:create_rate_limit=retry-after:120]`, or without a header. */
  rate_limit: (exchange) => {
    const [name = '', ...value] = exchange.argument.split(':');
    const headers: Record<string, string> = name === '' ? {} : { [name]: value.join(':') };
    answerJson(exchange, { error: { message: 'Too many requests.' } }, { status: 429, headers });
  },
  error_in_200: (exchange) => answerJson(exchange, { error: { message: 'The prompt was blocked.' } }),
};
