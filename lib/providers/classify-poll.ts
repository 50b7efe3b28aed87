import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import { decodeJob, describeJob, hasId, isRefusal, type JobDescription, type UpstreamJob } from './decode';
import { decodeError, readInnerStatus } from './decode-error';
import type { Dialect } from './dialect';
import { parseJson } from './read-value';
import { pollDelay } from './retry-after';
import { readText, type UpstreamResponse } from './upstream';

export type PollOutcome =
  | { outcome: 'answered'; job: UpstreamJob; description: JobDescription; pollAfterMs: number | null }
  | { outcome: 'gone'; message: string }
  | { outcome: 'trouble'; code: ErrorCode; message: string; pollAfterMs: number | null };

/** An answer about a job is small, but for one that may hold the video itself. */
const longestAnswerBytes = 4 * 1024 * 1024;
const longestWithVideoBytes = 256 * 1024 * 1024;

/** What is said of the request and not of the job: it may pass by itself, even where it comes in place of a job. */
const passingStatuses = [401, 402, 403, 408, 429];
const passingCodes: readonly ErrorCode[] = ['provider_rate_limit', 'provider_auth', 'provider_credit'];

/** Whether an answer of a success speaks of the request alone, however much its words may look like a job's. */
function isAboutRequest(
  answer: object,
  { job, code, isOwn }: { job: UpstreamJob; code: ErrorCode; isOwn: boolean },
) {
  if (!job.hasStatus && (isRefusal(answer) || passingCodes.includes(code))) return true;
  if (isOwn) return false;
  // `{status: "error", code: 429}`; what stands in `error` beside a status is the job's own.
  const status = readInnerStatus(job.hasStatus ? { ...answer, error: null } : answer);
  if (status !== null && (passingStatuses.includes(status) || status >= 500)) return true;
  return !job.hasStatus && code === 'provider_not_found';
}

const stillRunning: UpstreamJob = {
  id: null,
  state: 'running',
  hasStatus: false,
  progress: null,
  expiresAt: null,
  cost: null,
  resultUrl: null,
  pollUrl: null,
  error: null,
};

/**
 * Judges the answer to a retrieve. Trouble on the way is an outcome that ends no job.
 * @param upstreamId of the job that was asked about
 * @throws UpstreamError when the answer breaks off, or is too long
 */
export async function classifyPoll(
  dialect: Dialect,
  response: UpstreamResponse,
  upstreamId: string | null,
): Promise<PollOutcome> {
  const { status, headers } = response;
  const isSuccess = status >= 200 && status < 300;
  const longest = dialect.read.resultBase64.length > 0 ? longestWithVideoBytes : longestAnswerBytes;
  const text = await readText(response, isSuccess ? longest : undefined);
  const pollAfterMs = pollDelay(headers);
  const answer = parseJson(text);
  const description = describeJob(dialect, answer);
  // xAI answers 202, with or without a body, for as long as it works (vercel/ai `xai-video-model.ts` @ ed857f5).
  if (isSuccess && text.trim() === '')
    return { outcome: 'answered', job: stillRunning, description, pollAfterMs };
  const job = decodeJob(dialect, answer);
  const isOwn = upstreamId !== null && hasId(dialect, answer, upstreamId);
  const isPassing = passingStatuses.includes(status);
  const { code, message } = decodeError(status, text);
  const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  // vLLM-Omni answers a failed job with an HTTP error and the job as its body (`api_server.py` @ 48e6026).
  const isVerdict = isSuccess
    ? isObject && !isAboutRequest(answer, { job, code, isOwn })
    : job.hasStatus && isOwn && !isPassing;
  if (isVerdict) return { outcome: 'answered', job, description, pollAfterMs };
  const isGone = status === 404 || status === 410 || (code === 'provider_not_found' && !isPassing);
  return isGone ? { outcome: 'gone', message } : { outcome: 'trouble', code, message, pollAfterMs };
}
