import 'server-only';
import { isOpen, type Job } from './job';

const shortestMs = 1_000;
/** A person, or whoever sets a provider right, may settle it sooner than it is looked at by itself. */
const longestMs = 60_000;
/** For the look itself, so that whoever asks then is told what came of it. */
const lookMs = 500;

/**
 * How long a caller should wait before it asks again, as the header that OpenAI's polling helpers obey
 * (openai-python `resources/videos.py` @ e43b422); none for a video that is finished.
 */
export function pollAfter(job: Job, now: number): Record<string, string> {
  if (!isOpen(job)) return {};
  const untilLook = job.dueAt === null ? longestMs : job.dueAt - now + lookMs;
  const wait = Math.round(Math.min(longestMs, Math.max(shortestMs, untilLook)));
  return { 'openai-poll-after-ms': String(wait) };
}
