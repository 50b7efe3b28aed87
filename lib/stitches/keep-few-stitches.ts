import 'server-only';
import { log } from '@/lib/log';
import type { Stitches } from './stitches';

const forgetEveryMs = 60 * 60_000;

/** Deletes old stitches now and then. Returns what stops that. */
export function keepFewStitches({ forgetOld }: Pick<Stitches, 'forgetOld'>): () => Promise<void> {
  let last = Promise.resolve();
  const forget = () => {
    last = last
      .then(forgetOld)
      .catch((error: unknown) => log.warn({ err: error }, 'old stitches could not be deleted'));
  };
  forget();
  const timer = setInterval(forget, forgetEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return last;
  };
}
