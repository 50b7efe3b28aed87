import 'server-only';
import { StudioError } from '@/lib/errors';
import type { Job } from './job';

type Named = {
  requestHash: string;
  batchId: string;
  /** The highest repeat, as the caller counts them, that waits for this answer. */
  callerRetries: number;
};

type Entry = Named & { answer: Promise<Job[]> };

export type CreatesInHand = ReturnType<typeof openCreatesInHand>;

/**
 * The creates that this process has begun. Whoever repeats one while it is being sent waits for the same answer, and
 * whoever stops the process waits for what is on its way.
 */
export function openCreatesInHand() {
  const entries = new Set<Entry>();
  const submits = new Set<Promise<unknown>>();
  let isStopping = false;

  return {
    /**
     * Makes jobs under a name by which repeats find the answer while it is being made.
     * @throws StudioError `unavailable` once the studio is being stopped; nothing has been recorded then
     */
    async begin(named: Named, work: () => Promise<Job[]>): Promise<Job[]> {
      if (isStopping) throw new StudioError('unavailable', 'The studio is being stopped. Nothing was sent.');
      const entry = { ...named, answer: work() };
      entries.add(entry);
      try {
        return await entry.answer;
      } finally {
        entries.delete(entry);
      }
    },

    /** The answer to an equal create that this can be the repeat of, the newest first; `null` when there is none. */
    join(requestHash: string, callerRetries: number): Promise<Job[]> | null {
      const first = [...entries]
        .reverse()
        .find((entry) => entry.requestHash === requestHash && entry.callerRetries < callerRetries);
      if (!first) return null;
      first.callerRetries = callerRetries;
      return first.answer;
    },

    /** The answer to the create that makes these jobs; `null` when it has been given. */
    answerOf(batchId: string): Promise<Job[]> | null {
      return [...entries].find((entry) => entry.batchId === batchId)?.answer ?? null;
    },

    /** Keeps in mind a submit that may go on after its create was answered. */
    async track<Result>(submit: Promise<Result>): Promise<Result> {
      submits.add(submit);
      try {
        return await submit;
      } finally {
        submits.delete(submit);
      }
    },

    /** Takes no more creates, and resolves when those in hand are done, however they end. */
    async stop(): Promise<void> {
      isStopping = true;
      while (entries.size + submits.size > 0)
        await Promise.allSettled([...submits, ...[...entries].map(({ answer }) => answer)]);
    },
  };
}
