import { type Answer, answerCut, answerHtml, answerJson, reset } from './exchange';

/** How the answer to a retrieve can go wrong. None of these says that the video has failed. */
export const pollFaults: Record<string, Answer> = {
  status: (exchange) => {
    const status = Number(exchange.argument);
    if (status === 502) answerHtml(exchange, status);
    else answerJson(exchange, { error: { message: `The scripted upstream says ${status}.` } }, { status });
  },
  rate_limit: (exchange) => {
    const [name = '', ...value] = exchange.argument.split(':');
    const headers: Record<string, string> = name === '' ? {} : { [name]: value.join(':') };
    answerJson(exchange, { error: { message: 'Too many requests.' } }, { status: 429, headers });
  },
  html: (exchange) => answerHtml(exchange, 200),
  garbage: ({ response, random }) => {
    const bytes = Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(bytes);
  },
  reset: (exchange) => reset(exchange),
  hang: () => {},
  cut: (exchange, { id }) => {
    const head = { 'content-type': 'application/json', 'content-length': 500 };
    answerCut(exchange, head, Buffer.from(`{"id":"${id}","status":"comp`));
  },
  /** It goes on for ever, as far as the upstream says. */
  running: (exchange, { id }) => answerJson(exchange, { id, status: 'in_progress', progress: 99 }),
};
