import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import { decodeJob, describeJob, isRefusal, type JobDescription, type UpstreamJob } from './decode';
import { decodeError } from './decode-error';
import type { Dialect } from './dialect';
import { readFirst } from './json-path';
import { parseJson } from './read-value';
import { pollDelay } from './retry-after';
import { readText, type UpstreamResponse } from './upstream';

export type PollOutcome =
  | { outcome: 'answered'; job: UpstreamJob; description: JobDescription; pollAfterMs: number | null }
  | { outcome: 'gone'; message: string }
  | { outcome: 'trouble'; code: ErrorCode; message: string; pollAfterMs: number | null };

/** A finished job may hold its video as a data URI. */
const longestAnswerBytes = 256 * 1024 * 1024;

/** What may pass by itself and therefore says nothing about the job, even where it comes in place of one. */
const passing: readonly ErrorCode[] = ['provider_rate_limit', 'provider_auth', 'provider_credit'];

const stillRunning: UpstreamJob = {
  id: null,
  state: 'running',
  hasStatus: false,
  progress: null,
  expiresAt: null,
  resultUrl: null,
  pollUrl: null,
  error: null,
};

/** Judges the answer to a retrieve. Trouble on the way is an outcome that ends no job. */
export async function classifyPoll(dialect: Dialect, response: UpstreamResponse): Promise<PollOutcome> {
  const { status, headers } = response;
  const isSuccess = status >= 200 && status < 300;
  const text = await readText(response, isSuccess ? longestAnswerBytes : undefined);
  const pollAfterMs = pollDelay(headers);
  // xAI answers 202, with or without a body, for as long as it works (vercel/ai `xai-video-model.ts` @ ed857f5).
  const answer = parseJson(text);
  const description = describeJob(dialect, answer);
  if (isSuccess && text.trim() === '')
    return { outcome: 'answered', job: stillRunning, description, pollAfterMs };
  const job = decodeJob(dialect, answer);
  const { code, message } = decodeError(status, text);
  if (isSuccess) {
    const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
    const isAboutElse = !job.hasStatus && (isRefusal(answer) || passing.includes(code));
    const isJob = isObject && !isAboutElse;
    if (isJob) return { outcome: 'answered', job, description, pollAfterMs };
    return { outcome: 'trouble', code, message, pollAfterMs };
  }
  // vLLM-Omni answers a failed job with an HTTP error and the job as its body (`api_server.py` @ 48e6026).
  if (job.hasStatus && readFirst(answer, dialect.read.id) !== undefined)
    return { outcome: 'answered', job, description, pollAfterMs };
  if (status === 404 || status === 410 || code === 'provider_not_found') return { outcome: 'gone', message };
  return { outcome: 'trouble', code, message, pollAfterMs };
}
