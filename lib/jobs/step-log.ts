import 'server-only';
import { redact } from '@/lib/log';
import type { Exchange, SentRequest, Watch } from '@/lib/providers/exchange';
import { type Job, type JobState, type JobStep, stateOf } from './job';
import type { JobChanges } from './job-row';
import { type NewLogEntry, newLogEntry, openMark, type Purpose } from './log-entry';

/** What each step asks a provider for; an unsure job is looked for on a list, which is not kept. */
const purposes: Record<JobStep, Purpose> = {
  submit: 'create',
  unsure: 'poll',
  poll: 'poll',
  archive: 'download',
};

export type StepLog = {
  /** Is told of every request of the step. */
  watch: Watch;
  /** The paid request as it is about to be sent, to be committed before it is. */
  about: (request: SentRequest | null) => NewLogEntry[];
  /** A fault of our own. */
  fault: (error: unknown) => void;
  /** All that happened, ending with where it led. */
  entries: (to: JobState, changes: JobChanges) => NewLogEntry[];
};

/** Takes down what happens in one step of a job, to be written together with what the step leads to. */
export function openStepLog(job: Job, step: JobStep, now: () => number): StepLog {
  const exchanges: { at: number; exchange: Exchange }[] = [];
  const faults: NewLogEntry[] = [];
  const mark = openMark(job.attempt + 1);
  const purpose = purposes[step];
  const isPaid = purpose === 'create';

  return {
    watch(exchange) {
      exchanges.push({ at: now(), exchange });
    },

    about(request) {
      if (!request) return [];
      const entry = {
        kind: 'exchange',
        purpose,
        request,
        answer: null,
        trouble: null,
        durationMs: null,
      } as const;
      return [{ at: now(), entry, likeness: mark }];
    },

    fault(error) {
      const message = redact(error instanceof Error ? error.message : String(error));
      faults.push(newLogEntry(now(), { kind: 'trouble', message }));
    },

    entries(to, { errorMessage }) {
      const from = stateOf(job);
      const sent = exchanges.map(({ at, exchange }) => ({
        ...newLogEntry(at, { kind: 'exchange', purpose, ...exchange }),
        ...(isPaid ? { completes: mark } : {}),
      }));
      const message = errorMessage ?? null;
      const move = newLogEntry(now(), { kind: 'move', from, to, by: 'studio', message });
      return [...sent, ...faults, ...(from !== to || message !== null ? [move] : [])];
    },
  };
}
