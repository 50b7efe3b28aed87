import 'server-only';
import { spellState } from './job';
import type { JobChanges } from './job-row';

/** What is left of a job that never was: nothing to see, nothing to do, and its key free for the next try. */
export function tombstone(now: number): JobChanges {
  return {
    ...spellState('failed'),
    request: { prompt: '', references: [] },
    // A provider may have quoted the prompt.
    errorMessage: null,
    errorBody: null,
    purgedAt: now,
    trashedAt: now,
    idempotencyKey: null,
    dueAt: null,
    holder: null,
    leasedUntil: null,
  };
}
