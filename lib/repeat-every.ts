import 'server-only';
import { log } from '@/lib/log';

/**
 * Does a thing now and then again and again, one at a time; a failure is logged as `trouble`, and the next time comes.
 * Returns what stops that, and waits for what is being done.
 */
export function repeatEvery(
  everyMs: number,
  work: () => Promise<unknown>,
  trouble: string,
): () => Promise<void> {
  let last = Promise.resolve();
  const begin = () => {
    last = last
      .then(work)
      .then(() => {})
      .catch((error: unknown) => log.warn({ err: error }, trouble));
  };
  begin();
  const timer = setInterval(begin, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return last;
  };
}
