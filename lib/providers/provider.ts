import 'server-only';
import { type ErrorCode, StudioError } from '@/lib/errors';
import { normaliseBaseUrl } from './base-url';
import { type Character, createCharacter, findCharacter } from './characters';
import { classifyPoll, type PollOutcome } from './classify-poll';
import { classifySubmit, type SubmitOutcome } from './classify-submit';
import { decodeError } from './decode-error';
import { deleteVideo } from './delete-video';
import type { Dialect } from './dialect';
import { type EncodableRequest, type Encoded, encodeCreate, fillPath } from './encode';
import type { FilePart } from './encode-image';
import { encodeFromVideo, type SourceCallName, type SourceRequest, type SourceVideo } from './encode-source';
import type { SentRequest, Watch } from './exchange';
import { fetchResult, type Result, type ResumePoint } from './fetch-result';
import { decodeModels, type ListedModel } from './list-models';
import { type ListedVideo, listVideos } from './list-videos';
import { parseJson } from './read-value';
import { openUpstream, readText, UpstreamError, type UpstreamTarget } from './upstream';
import { readWebAddress } from './web-address';

export type ProviderConfig = Omit<UpstreamTarget, 'auth'> & {
  id: string;
  label: string;
  dialect: Dialect;
  isDemo: boolean;
  /** The models to offer instead of those that the provider lists. */
  models: string[] | null;
};

/** What is known of a job at its provider. */
export type KnownJob = {
  upstreamId: string | null;
  operation: Record<string, unknown> | null;
};

export type Provider = ReturnType<typeof openProvider>;

/** To the head of an answer about a job, and to the end of one that holds the whole video. */
const pollDeadlines = { deadlineMs: 60_000, bodyDeadlineMs: 10 * 60_000 };

/** Trouble that an address may be the reason of: it is not reached, or wants no key of ours. */
const unusable: readonly ErrorCode[] = ['network', 'provider_auth', 'provider_unsupported'];

function textIn(operation: KnownJob['operation'], key: string): string | null {
  const value = operation?.[key];
  return typeof value === 'string' ? value : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One connected provider: what can be asked of it, in our own words. Holds no state but its connections. */
export function openProvider(config: ProviderConfig) {
  const { dialect, id, label, isDemo } = config;
  const baseUrl = normaliseBaseUrl(config.baseUrl, dialect.basePath);
  const upstream = openUpstream({ ...config, baseUrl, auth: dialect.auth });

  /** An id within a path. Half a character, which none can hold, is replaced. */
  const pathOf = (template: string, upstreamId: string) => fillPath(template, upstreamId.toWellFormed());

  /** What a provider names as the place to ask at, where it is one. */
  function readNamed(named: string | null): string[] {
    try {
      return named === null ? [] : [readWebAddress(named, `${baseUrl}/`).href];
    } catch {
      return [];
    }
  }

  /** Where to ask about a job, in this order: where its provider's own answer says, and where the dialect says. */
  function retrieveUrls({ upstreamId, operation }: KnownJob): string[] {
    const named = textIn(operation, 'pollUrl');
    const usual = upstreamId === null ? [] : [`${baseUrl}${pathOf(dialect.retrieve.path, upstreamId)}`];
    return [...new Set([...readNamed(named), ...usual])];
  }

  async function ask(url: string, upstreamId: string | null, watch?: Watch): Promise<PollOutcome> {
    try {
      const request = { method: dialect.retrieve.method, url, ...pollDeadlines, watch };
      return await classifyPoll(dialect, await upstream.send(request), upstreamId);
    } catch (error) {
      return { outcome: 'trouble', code: 'network', message: messageOf(error), pollAfterMs: null };
    }
  }

  const provider = {
    id,
    label,
    isDemo,
    dialect,
    /** Where it is, without a path: no key and no password is ever in it. */
    origin: new URL(baseUrl).origin,
    /** Why nothing can be sent to it for now, in words. */
    lockedBecause: config.lockedBecause ?? null,

    /** A create request on this provider's wire, without sending it. */
    encode: (request: EncodableRequest): Promise<Encoded> => encodeCreate(dialect, request),

    /** A video made from another one on this provider's wire, or `null` where it has no call for that. */
    encodeFromVideo(call: SourceCallName, request: SourceRequest, video: SourceVideo): Encoded | null {
      const upstreamId = video.upstreamId?.toWellFormed() ?? null;
      return encodeFromVideo(dialect, call, request, { ...video, upstreamId });
    },

    /** The paid request as `submit` would send it, for the log. */
    describe: ({ method, path, body }: Encoded): Promise<SentRequest | null> =>
      upstream.describe({ method, url: `${baseUrl}${path}`, body }),

    /** Sends the paid request, once. Never throws: each way it can end is an outcome. */
    async submit({ method, path, body }: Encoded, watch?: Watch): Promise<SubmitOutcome> {
      try {
        const url = `${baseUrl}${path}`;
        const request = { method, url, body, deadlineMs: dialect.create.deadlineMs, isPaid: true, watch };
        return await classifySubmit(dialect, await upstream.send(request));
      } catch (error) {
        const message = messageOf(error);
        if (error instanceof UpstreamError && !error.wasSent) return { outcome: 'never_sent', message };
        return { outcome: 'unknown', message, body: null };
      }
    },

    /**
     * Asks about a job. Never throws; trouble on the way is an outcome that ends no job. Where the place that the provider
     * named leads nowhere, the usual one is asked.
     */
    async poll(job: KnownJob, watch?: Watch): Promise<PollOutcome> {
      const [first, second] = retrieveUrls(job);
      if (first === undefined)
        return { outcome: 'trouble', code: 'internal', message: 'The job has no id.', pollAfterMs: null };
      const said = await ask(first, job.upstreamId, watch);
      const isUnusable =
        said.outcome === 'gone' || (said.outcome === 'trouble' && unusable.includes(said.code));
      if (!isUnusable || second === undefined) return said;
      const instead = await ask(second, job.upstreamId, watch);
      return instead.outcome === 'answered' ? instead : said;
    },

    /**
     * The videos on the provider's own list, back to a time at least; `null` where it has none.
     * Throws StudioError where it cannot be asked.
     */
    async listVideos(since: number): Promise<ListedVideo[] | null> {
      return dialect.list ? listVideos(dialect, dialect.list, { upstream, baseUrl, since }) : null;
    },

    /**
     * Deletes a video at the provider, for good; that it is gone already counts as done.
     * Throws StudioError where it was not deleted, or nobody knows.
     */
    async deleteVideo(job: KnownJob, watch?: Watch): Promise<void> {
      if (!dialect.delete || job.upstreamId === null)
        throw new StudioError('provider_unsupported', `${label} has no call that deletes a video.`);
      const url = `${baseUrl}${pathOf(dialect.delete.path, job.upstreamId)}`;
      const isKnown = async () => (await provider.poll(job, watch)).outcome === 'answered';
      return deleteVideo(dialect, dialect.delete, { upstream, url, watch, isKnown });
    },

    /** Makes a character of a video, once: it may be paid for. Throws StudioError where it was not made, or nobody knows. */
    createCharacter: (name: string, video: FilePart): Promise<Character> =>
      createCharacter(dialect, { upstream, baseUrl }, name, video),

    /** A character by its id; `null` where the provider does not know it. Throws as {@link createCharacter}. */
    findCharacter: (characterId: string): Promise<Character | null> =>
      findCharacter(dialect, { upstream, baseUrl }, characterId.toWellFormed()),

    /** Opens the finished video's bytes, wherever the dialect says they are; the rest of them, where it can go on. */
    fetchResult(job: KnownJob, resume?: ResumePoint, watch?: Watch): Promise<Result> {
      const { content } = dialect;
      const hasContent = content !== undefined && job.upstreamId !== null;
      const contentUrl = hasContent ? `${baseUrl}${pathOf(content.path, job.upstreamId ?? '')}` : null;
      const watched: typeof upstream = {
        ...upstream,
        send: (request) => upstream.send({ ...request, watch }),
      };
      const source = { dialect, upstream: watched, retrieveUrls: retrieveUrls(job), contentUrl, resume };
      return fetchResult(source, textIn(job.operation, 'resultUrl'));
    },

    /** The models it serves. Throws where it cannot be asked. */
    async listModels(): Promise<ListedModel[]> {
      if (config.models) return config.models.map((model) => ({ id: model }));
      if (!dialect.models) return [];
      const { method, path } = dialect.models;
      const response = await upstream.send({ method, url: `${baseUrl}${path}`, deadlineMs: 10_000 });
      const text = await readText(response, 16 * 1024 * 1024);
      if (response.status >= 300) throw new Error(decodeError(response.status, text).message);
      return decodeModels(dialect.models, parseJson(text));
    },

    close: () => upstream.close(),
  };
  return provider;
}
