import 'server-only';
import type { Readable } from 'node:stream';
import { Agent, FormData as NetworkFormData } from 'undici';
import { log, redactFromLog } from '@/lib/log';
import { guardedConnector } from './connector';
import type { EncodedBody } from './encode';
import { apiKeyPlaceholder, describeRequest, type SentRequest, type Watch, watchExchange } from './exchange';
import { explainUnreachable, innermostReason } from './reachability';
import { fillForm, spellBody, textTypes } from './request-body';
import { sendOnce } from './send-once';

export type UpstreamTarget = {
  /** `https://host/v1`, without a slash at the end. */
  baseUrl: string;
  apiKey: string | null;
  auth: { header: string; scheme: string };
  /** A server inside this process (the embedded provider), called instead of the network. */
  handle?: (request: Request) => Promise<Response>;
  /** Why nothing may be sent at all, in words; it is the error of every request then. */
  lockedBecause?: string | null;
};

export type UpstreamRequest = {
  method: string;
  url: string;
  body?: EncodedBody;
  headers?: Record<string, string>;
  /** Longest time until the answer's head has come; without `bodyDeadlineMs`, until all of it has. */
  deadlineMs: number;
  /** Longest time until all of an answer has come that may be long. */
  bodyDeadlineMs?: number;
  /** Sent on a connection of its own, because a kept one may be closed just as the money is spent. */
  isPaid?: boolean;
  /** Is told of it, and of its answer. */
  watch?: Watch;
};

/** The parts of an answer that are used, whoever gave it. */
export type UpstreamResponse = {
  status: number;
  headers: { get(name: string): string | null; keys(): Iterable<string> };
  body: ReadableStream<Uint8Array> | null;
  /** Is told of the body by whoever reads it as text, and why that broke off. */
  onText?: (text: string, error: unknown) => void;
};

/** No answer came. `wasSent` says whether a byte may have reached the provider, hence whether money may be spent. */
export class UpstreamError extends Error {
  readonly wasSent: boolean;

  constructor(message: string, wasSent: boolean, cause: unknown) {
    super(message, { cause });
    this.name = 'UpstreamError';
    this.wasSent = wasSent;
  }
}

export type Upstream = {
  send(request: UpstreamRequest): Promise<UpstreamResponse>;
  /** A request as it would be sent, for whoever watches; `null` where it cannot be described. */
  describe(request: Omit<UpstreamRequest, 'deadlineMs'>): Promise<SentRequest | null>;
  close(): Promise<void>;
};

const connectTimeoutMs = 15_000;
/** Beyond the `deadlineMs` of any request, which is what ends a wait. */
const headTimeoutMs = 930_000;
/** A download may take as long as it likes, but not stand still. */
const idleTimeoutMs = 60_000;

/**
 * The one door to a provider: its key, its time limits, and whom it may talk to. The key is added only where the URL
 * has the provider's own origin; redirects are never followed here.
 */
export function openUpstream(target: UpstreamTarget): Upstream {
  const { origin } = new URL(target.baseUrl);
  if (target.apiKey) redactFromLog(target.apiKey);
  const timeouts = { headersTimeout: headTimeoutMs, bodyTimeout: idleTimeoutMs };
  const shared = new Agent({
    connect: guardedConnector({ trustedOrigin: origin, connectTimeoutMs }),
    ...timeouts,
  });

  function headersFor(
    request: Pick<UpstreamRequest, 'url' | 'body' | 'headers'>,
    apiKey = target.apiKey,
  ): Record<string, string> {
    const isOwn = new URL(request.url).origin === origin;
    const { header, scheme } = target.auth;
    return {
      accept: 'application/json, video/*;q=0.9, */*;q=0.5',
      'user-agent': 'firstframe',
      ...(request.body && request.body.kind !== 'multipart'
        ? { 'content-type': textTypes[request.body.kind] }
        : {}),
      ...request.headers,
      ...(isOwn && apiKey ? { [header]: `${scheme} ${apiKey}`.trim() } : {}),
    };
  }

  /** A request that cannot be described is sent all the same. */
  async function describe(request: Omit<UpstreamRequest, 'deadlineMs'>): Promise<SentRequest | null> {
    try {
      const headers = headersFor(request, target.apiKey && apiKeyPlaceholder);
      return await describeRequest({ ...request, headers }, origin);
    } catch (error) {
      log.warn({ err: error }, 'a request could not be described for the log');
      return null;
    }
  }

  async function sendInside(
    handle: NonNullable<UpstreamTarget['handle']>,
    request: UpstreamRequest,
  ): Promise<UpstreamResponse> {
    const { body } = request;
    const payload =
      body?.kind === 'multipart' ? await fillForm(new FormData(), body) : body && spellBody(body);
    const init = {
      method: request.method,
      headers: headersFor(request),
      body: payload,
    };
    return handle(new Request(request.url, init));
  }

  async function sendOut(request: UpstreamRequest): Promise<UpstreamResponse> {
    let isConnected = false;
    const own = request.isPaid
      ? new Agent({
          connect: guardedConnector({
            trustedOrigin: origin,
            connectTimeoutMs,
            onConnected: () => {
              isConnected = true;
            },
          }),
          ...timeouts,
          pipelining: 0,
        })
      : null;
    const { deadlineMs, bodyDeadlineMs = deadlineMs } = request;
    const head = new AbortController();
    const timer = setTimeout(() => head.abort(), deadlineMs).unref();
    const signal = AbortSignal.any([head.signal, AbortSignal.timeout(bodyDeadlineMs)]);
    try {
      const { body } = request;
      const payload =
        body?.kind === 'multipart'
          ? await fillForm(new NetworkFormData() as unknown as FormData, body)
          : body && spellBody(body);
      const init = {
        method: request.method,
        headers: headersFor(request),
        body: payload as unknown as NetworkFormData | string | undefined,
        signal,
      };
      return await sendOnce(request.url, { ...init, dispatcher: own ?? shared });
    } catch (error) {
      const words = signal.aborted
        ? `No answer within ${Math.round(deadlineMs / 1_000)} s.`
        : explainUnreachable(error, new URL(request.url).host);
      throw new UpstreamError(words, own ? isConnected : true, error);
    } finally {
      clearTimeout(timer);
      // Lets the answer in flight end, then closes the socket.
      void own?.close().catch(() => {});
    }
  }

  function sendUnwatched(request: UpstreamRequest): Promise<UpstreamResponse> {
    return target.handle ? sendInside(target.handle, request) : sendOut(request);
  }

  return {
    describe,
    async send(request) {
      if (target.lockedBecause) throw new UpstreamError(target.lockedBecause, false, undefined);
      const { watch } = request;
      if (!watch) return sendUnwatched(request);
      const description = await describe(request);
      if (!description) return sendUnwatched(request);
      const watched = { watch, request: description, ownOrigin: origin };
      return watchExchange(watched, () => sendUnwatched(request));
    },
    close: () => shared.close(),
  };
}

/** A body as text, up to a size that no honest JSON answer reaches. Throws {@link UpstreamError} beyond it. */
export async function readText(
  { body, onText }: { body: UpstreamResponse['body'] | Readable; onText?: UpstreamResponse['onText'] },
  maximumBytes = 1024 * 1024,
): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > maximumBytes) throw new Error(`The answer is longer than ${maximumBytes} bytes.`);
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    const broken = new UpstreamError(`The answer broke off: ${innermostReason(error)}`, true, error);
    onText?.(text, broken);
    throw broken;
  }
  text += decoder.decode();
  onText?.(text, null);
  return text;
}
