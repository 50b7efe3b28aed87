import 'server-only';

/** Decoding keeps a core busy, and the server needs one too. */
const mostAtOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs a piece of work that decodes; at most two run at once, and more wait. */
export async function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  // Whoever ends hands its place on, so that nobody can slip in between.
  if (running < mostAtOnce) running++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
