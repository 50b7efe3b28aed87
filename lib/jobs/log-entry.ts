import 'server-only';
import { createHash } from 'node:crypto';
import type { Exchange } from '@/lib/providers/exchange';
import { type Job, type JobState, stateOf } from './job';

/** What a request was for. */
export type Purpose = 'create' | 'poll' | 'download' | 'delete';

/** One thing that happened to a job. */
export type LogEntry =
  /** It went to another state, or stays in one for a reason. */
  | { kind: 'move'; from: JobState; to: JobState; by: 'studio' | 'person'; message: string | null }
  /** A request to the provider, and what came of it. */
  | ({ kind: 'exchange'; purpose: Purpose } & Exchange)
  /** A fault of the studio itself, after which it tries again. */
  | { kind: 'trouble'; message: string };

export type NewLogEntry = {
  /** Unix milliseconds. */
  at: number;
  entry: LogEntry;
  /** What it has in common with others that say the same; `null` where it is one of its own. */
  likeness: string | null;
  /** Under which mark it was written before it was over; it takes the place of that. */
  completes?: string;
};

/** A text without the words that hold a digit: times, percentages and names of requests say nothing new. */
function withoutFigures(text: string | null | undefined): string | null {
  return text?.replace(/[\w.:+-]+/g, (word) => (/\d/.test(word) ? '0' : word)) ?? null;
}

function likenessOf(entry: LogEntry): string | null {
  const isStep = entry.kind === 'move' && entry.from !== entry.to;
  if (isStep) return null;
  const said =
    entry.kind === 'exchange'
      ? [
          entry.purpose,
          entry.request.method,
          entry.request.url,
          entry.answer?.status,
          withoutFigures(entry.answer?.body),
          withoutFigures(entry.trouble),
        ]
      : [entry.kind, entry.kind === 'move' ? entry.to : null, withoutFigures(entry.message)];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}

export function newLogEntry(at: number, entry: LogEntry): NewLogEntry {
  return { at, entry, likeness: likenessOf(entry) };
}

/** What a person made of a job. */
export function personMove(at: number, job: Job, to: JobState, message: string | null = null): NewLogEntry {
  return newLogEntry(at, { kind: 'move', from: stateOf(job), to, by: 'person', message });
}

/** The mark of a paid request that has no answer yet. */
export function openMark(attempt: number): string {
  return `open ${attempt}`;
}
