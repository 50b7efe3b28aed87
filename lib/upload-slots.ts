import 'server-only';
import { StudioError } from './errors';

type Limits = {
  /** What is under way, for those who are turned away. */
  words: string;
  /** Bodies that are read at the same time. */
  atOnce: number;
  /** Bodies that wait for their turn; they stay with their senders meanwhile. */
  waiting: number;
  /** How long one waits, in milliseconds. */
  waitMs: number;
};

/** Lets so many large bodies in at once, so that however many are sent, the disk and the memory are shared by few. */
export function openUploadSlots({ words, atOnce, waiting, waitMs }: Limits) {
  let taken = 0;
  const queue: (() => void)[] = [];
  const refusal = () =>
    new StudioError('rate_limited', `${atOnce} ${words}. Send this one again in a moment.`, {
      retryAfterMs: 2_000,
    });

  async function enter(): Promise<void> {
    if (taken < atOnce) {
      taken += 1;
      return;
    }
    if (queue.length >= waiting) throw refusal();
    const turn = Promise.withResolvers<void>();
    queue.push(turn.resolve);
    const timer = setTimeout(() => {
      const place = queue.indexOf(turn.resolve);
      if (place >= 0) queue.splice(place, 1);
      turn.reject(refusal());
    }, waitMs);
    await turn.promise.finally(() => clearTimeout(timer));
  }

  function leave(): void {
    const next = queue.shift();
    // The place goes straight to the next in line.
    if (next) next();
    else taken -= 1;
  }

  return {
    /**
     * Takes a place, when it is its turn.
     * @returns what gives it back, once
     * @throws StudioError `rate_limited` where too many wait, or this one has waited too long
     */
    async take(): Promise<() => void> {
      await enter();
      let isTaken = true;
      return () => {
        if (isTaken) leave();
        isTaken = false;
      };
    },
  };
}
