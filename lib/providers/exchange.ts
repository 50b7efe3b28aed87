import 'server-only';
import { stat } from 'node:fs/promises';
import { redact } from '@/lib/log';
import { elide } from './elide';
import type { EncodedBody } from './encode';
import type { UpstreamResponse } from './upstream';

/** One part of a multipart body: a text, or what is known of a file. */
export type SentPart =
  | { name: string; value: string }
  | { name: string; filename: string; type: string; bytes: number; width?: number; height?: number };

export type SentBody =
  | { kind: 'json'; text: string }
  | { kind: 'form'; fields: [name: string, value: string][] }
  | { kind: 'multipart'; parts: SentPart[] };

/** A request as it really was, without the key and without the bytes of images. */
export type SentRequest = {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: SentBody | null;
  /** Whether it was too long to be kept whole. */
  isCut: boolean;
};

/** A request to a provider and what came of it, filled in as that comes. Nothing secret is in it. */
export type Exchange = {
  request: SentRequest;
  answer: {
    status: number;
    headers: [name: string, value: string][];
    /** `null` for what is no text, such as a video. */
    body: string | null;
  } | null;
  /** Why no answer came, or not all of it. */
  trouble: string | null;
  /** `null` until an answer is there or is despaired of. */
  durationMs: number | null;
};

/** Is told of an exchange as it begins. */
export type Watch = (exchange: Exchange) => void;

/** What stands for the key, as a shell would write it. */
export const apiKeyPlaceholder = '$API_KEY';

/** The longest prompt that anybody takes, and all else that goes along. */
const longestRequest = 48_000;
const longestAnswer = 4_000;

/** Headers of an answer that help to find out what went wrong; the others may hold anything, cookies too. */
const tellingHeaders = [
  'content-type',
  'content-length',
  'location',
  'retry-after',
  'openai-poll-after-ms',
  'openai-processing-ms',
  'x-request-id',
  'request-id',
  'x-oneapi-request-id',
  'cf-ray',
  'x-ratelimit-remaining-requests',
  'x-ratelimit-reset-requests',
];

/** An address as it may be kept: another server's may be signed, which is all that its query is for. */
export function spellUrl(url: string, ownOrigin: string): string {
  if (!URL.canParse(url)) return redact(url);
  const { origin, pathname, search } = new URL(url);
  return redact(origin === ownOrigin || search === '' ? url : `${origin}${pathname}?…`);
}

/** Keeps texts until there is no room for more. */
function openKeeper() {
  let room = longestRequest;
  const keeper = {
    isCut: false,
    keep(whole: string): string {
      const { text, isCut } = elide(whole, room);
      room -= text.length;
      keeper.isCut ||= isCut;
      return text;
    },
  };
  return keeper;
}

type Keep = (text: string) => string;

async function describeBody(body: EncodedBody, keep: Keep): Promise<SentBody> {
  if (body.kind === 'json') return { kind: 'json', text: keep(JSON.stringify(body.value)) };
  if (body.kind === 'form')
    return { kind: 'form', fields: body.fields.map(([name, value]) => [name, keep(value)]) };
  const parts = await Promise.all(
    body.parts.map(async ({ name, value }): Promise<SentPart> => {
      // A form's lines end so on the wire (HTML, "multipart form data encoding algorithm").
      if (typeof value === 'string') return { name, value: keep(value.replace(/\r\n|\r|\n/g, '\r\n')) };
      const { filename, type, path, width, height } = value;
      return { name, filename, type, bytes: (await stat(path)).size, width, height };
    }),
  );
  return { kind: 'multipart', parts };
}

/**
 * Describes a request. Its headers are those that are sent, with the placeholder where the key is.
 * @param ownOrigin the provider's
 */
export async function describeRequest(
  request: { method: string; url: string; headers: Record<string, string>; body?: EncodedBody },
  ownOrigin: string,
): Promise<SentRequest> {
  const { method, url, body } = request;
  const keeper = openKeeper();
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    redact(value),
  ]);
  const described = body ? await describeBody(body, keeper.keep) : null;
  return { method, url: spellUrl(url, ownOrigin), headers, body: described, isCut: keeper.isCut };
}

function describeHeaders({ headers }: UpstreamResponse, ownOrigin: string): [string, string][] {
  return tellingHeaders.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    if (value === null) return [];
    return [[name, name === 'location' ? spellUrl(value, ownOrigin) : redact(value.slice(0, 500))]];
  });
}

/** Sends a request and lets `watch` see it, and its answer once somebody has read that. Changes neither. */
export async function watchExchange(
  { watch, request, ownOrigin }: { watch: Watch; request: SentRequest; ownOrigin: string },
  send: () => Promise<UpstreamResponse>,
): Promise<UpstreamResponse> {
  const exchange: Exchange = { request, answer: null, trouble: null, durationMs: null };
  const startedAt = performance.now();
  const end = (error: unknown) => {
    exchange.durationMs = Math.round(performance.now() - startedAt);
    if (error !== null) exchange.trouble = redact(error instanceof Error ? error.message : String(error));
  };
  watch(exchange);
  try {
    const response = await send();
    const { status, headers, body } = response;
    const answer = { status, headers: describeHeaders(response, ownOrigin), body: null as string | null };
    exchange.answer = answer;
    end(null);
    return {
      status,
      headers,
      body,
      onText(text, error) {
        answer.body = elide(text, longestAnswer).text;
        end(error);
      },
    };
  } catch (error) {
    end(error);
    throw error;
  }
}
