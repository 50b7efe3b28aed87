import 'server-only';
import { log } from '@/lib/log';
import type { Webhooks } from './webhooks';

const forgetEveryMs = 60 * 60_000;

/** Forgets old rows of the log now and then. Returns what stops that. */
export function keepLogShort({ forgetOld }: Pick<Webhooks, 'forgetOld'>): () => Promise<void> {
  let last = Promise.resolve();
  const forget = () => {
    last = last
      .then(forgetOld)
      .catch((error: unknown) => log.warn({ err: error }, 'the log of webhooks could not be shortened'));
  };
  forget();
  const timer = setInterval(forget, forgetEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return last;
  };
}
