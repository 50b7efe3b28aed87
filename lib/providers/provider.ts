import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import {
  type UpstreamError as DecodedError,
  decodeError,
  decodeJob,
  parseJson,
  type UpstreamJob,
} from './decode';
import type { Dialect } from './dialect';
import { type EncodableRequest, type Encoded, encodeCreate, encodeRemix, fillPath } from './encode';
import { fetchResult, type Result } from './fetch-result';
import { readFirst } from './json-path';
import { pollDelay, retryAfter } from './retry-after';
import {
  openUpstream,
  readText,
  UpstreamError,
  type UpstreamResponse,
  type UpstreamTarget,
} from './upstream';

export type ProviderConfig = Omit<UpstreamTarget, 'auth'> & {
  id: string;
  label: string;
  dialect: Dialect;
  isDemo: boolean;
  /** The models to offer instead of those that the provider lists. */
  models: string[] | null;
};

/**
 * How the one paid request ended. Only `accepted` proves a job, only `refused`, `rate_limited` and `never_sent` prove
 * that there is none; everything else is `unknown` and is never sent again by itself.
 */
export type SubmitOutcome =
  | {
      outcome: 'accepted';
      operation: Record<string, unknown>;
      job: UpstreamJob & { id: string };
      pollAfterMs: number | null;
    }
  | { outcome: 'refused'; error: DecodedError }
  | { outcome: 'rate_limited'; retryAfterMs: number | null; message: string }
  | { outcome: 'never_sent'; message: string }
  | { outcome: 'unknown'; message: string; body: string | null };

export type PollOutcome =
  | { outcome: 'answered'; job: UpstreamJob; pollAfterMs: number | null }
  | { outcome: 'gone'; message: string }
  | { outcome: 'trouble'; code: ErrorCode; message: string; pollAfterMs: number | null };

export type Provider = ReturnType<typeof openProvider>;

/** Long on purpose: an answer that is given up on too early becomes a job that nobody can be sure of. */
const submitDeadlineMs = 150_000;
const pollDeadlineMs = 30_000;

/** Statuses after which a create certainly made no job. */
const refusals = new Set([400, 401, 402, 403, 404, 405, 413, 415, 422, 501]);

/** A base URL as people paste it, with or without `/v1`, as one without a slash at the end. */
export function normaliseBaseUrl(pasted: string): string {
  const url = new URL(pasted);
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path || '/v1'}`;
}

/** One connected provider: what can be asked of it, in our own words. Holds no state but its connections. */
export function openProvider(config: ProviderConfig) {
  const { dialect, id, label, isDemo } = config;
  const baseUrl = normaliseBaseUrl(config.baseUrl);
  const upstream = openUpstream({ ...config, baseUrl, auth: dialect.auth });

  async function classifySubmit(response: UpstreamResponse): Promise<SubmitOutcome> {
    const text = await readText(response);
    if (response.status === 429) {
      return {
        outcome: 'rate_limited',
        retryAfterMs: retryAfter(response.headers),
        message: decodeError(429, text).message,
      };
    }
    if (refusals.has(response.status))
      return { outcome: 'refused', error: decodeError(response.status, text) };
    const isRedirect = response.status >= 300 && response.status < 400;
    if (isRedirect) {
      const location = response.headers.get('location') ?? 'elsewhere';
      return {
        outcome: 'unknown',
        message: `The provider redirects to ${location}; check its base URL.`,
        body: text,
      };
    }
    const answer = response.status < 300 ? parseJson(text) : undefined;
    const job = decodeJob(dialect, answer);
    if (job.id !== null) {
      const operation = { answer, submitUrl: `${baseUrl}${dialect.create.path}` };
      return {
        outcome: 'accepted',
        operation,
        job: { ...job, id: job.id },
        pollAfterMs: pollDelay(response.headers),
      };
    }
    if (response.status < 300 && readFirst(answer, ['error']) !== undefined) {
      return { outcome: 'refused', error: decodeError(response.status, text) };
    }
    return {
      outcome: 'unknown',
      message: `The provider answered HTTP ${response.status} without an id.`,
      body: text.slice(0, 2_000),
    };
  }

  async function submitEncoded(encoded: Encoded, signal?: AbortSignal): Promise<SubmitOutcome> {
    try {
      const { method, body } = encoded;
      const url = `${baseUrl}${encoded.path}`;
      return await classifySubmit(
        await upstream.send({ method, url, body, deadlineMs: submitDeadlineMs, isPaid: true, signal }),
      );
    } catch (error) {
      if (error instanceof UpstreamError && !error.wasSent)
        return { outcome: 'never_sent', message: error.message };
      return {
        outcome: 'unknown',
        message: error instanceof Error ? error.message : String(error),
        body: null,
      };
    }
  }

  return {
    id,
    label,
    isDemo,
    dialect,

    /** A create request on this provider's wire, without sending it. */
    encode: (request: EncodableRequest): Promise<Encoded> => encodeCreate(dialect, request),

    /** A remix on this provider's wire, or `null` where it has no such call. */
    encodeRemix: (upstreamId: string, prompt: string): Encoded | null =>
      dialect.remix ? encodeRemix(dialect.remix, upstreamId, prompt) : null,

    /** Sends the paid request, once. Never throws: each way it can end is an outcome. */
    submit: submitEncoded,

    /** Asks about a job. Never throws; trouble on the way is an outcome that ends no job. */
    async poll(upstreamId: string, signal?: AbortSignal): Promise<PollOutcome> {
      const { method, path } = dialect.retrieve;
      try {
        const url = `${baseUrl}${fillPath(path, upstreamId)}`;
        const response = await upstream.send({ method, url, deadlineMs: pollDeadlineMs, signal });
        const text = await readText(response);
        const pollAfterMs = pollDelay(response.headers);
        const answer = parseJson(text);
        // Some servers answer a failed job with HTTP 500 and the job as the body.
        const isJob =
          decodeJob(dialect, answer).id !== null && readFirst(answer, dialect.read.status) !== undefined;
        if (response.status < 300 ? answer !== undefined : isJob) {
          return { outcome: 'answered', job: decodeJob(dialect, answer), pollAfterMs };
        }
        const { code, message } = decodeError(response.status, text);
        if (response.status === 404 || response.status === 410) return { outcome: 'gone', message };
        return { outcome: 'trouble', code, message, pollAfterMs };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { outcome: 'trouble', code: 'network', message, pollAfterMs: null };
      }
    },

    /** Opens the finished video's bytes, wherever the dialect says they are. */
    fetchResult: (
      job: { upstreamId: string; resultUrl: string | null },
      signal?: AbortSignal,
    ): Promise<Result> => fetchResult({ dialect, baseUrl, upstream }, job, signal),

    /** The ids of the models it serves. Throws where it cannot be asked. */
    async listModels(signal?: AbortSignal): Promise<string[]> {
      if (config.models) return config.models;
      if (!dialect.models) return [];
      const { method, path } = dialect.models;
      const response = await upstream.send({ method, url: `${baseUrl}${path}`, deadlineMs: 10_000, signal });
      const text = await readText(response);
      if (response.status >= 300) throw new Error(decodeError(response.status, text).message);
      const data = readFirst(parseJson(text), ['data', 'models']);
      if (!Array.isArray(data)) return [];
      return data
        .map((model) => readFirst(model, ['id', 'name']))
        .filter((model) => typeof model === 'string');
    },

    close: () => upstream.close(),
  };
}
