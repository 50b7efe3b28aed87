import 'server-only';
import { redactFromLog } from '@/lib/log';
import { normaliseBaseUrl } from './base-url';
import { decodeError, shorten } from './decode-error';
import type { Dialect } from './dialect';
import { fillPath } from './encode';
import { readErrorShape } from './error-shape';
import { decodeModels } from './list-models';
import { type Observations, type Seen, scorePresets } from './preset-evidence';
import { presets } from './presets';
import { explainUnreachable } from './reachability';
import { parseJson } from './read-value';
import { openUpstream, readText, type UpstreamTarget } from './upstream';
import type { ConnectionReport } from './wire';

export type ConnectionTarget = Pick<UpstreamTarget, 'apiKey' | 'handle' | 'lockedBecause'> & {
  /** As it was pasted. */
  baseUrl: string;
  dialect: Dialect;
};

/** An id that no server gave to any video. */
const madeUpId = 'video_firstframe_connection_test';
const deadlineMs = 9_000;
const longestList = 16 * 1024 * 1024;
const mostModels = 1_000;

/** What the questions below one base URL came to. */
type Visit = {
  baseUrl: string;
  seen: Observations;
  /** To asking for the made-up video without the key; `null` where there is no key, or no answer. */
  withoutKey: Seen | null;
  latencyMs: number | null;
  fault: string | null;
};

/** Asks one question. The deadline counts to the end of the answer. */
async function look(
  upstream: ReturnType<typeof openUpstream>,
  url: string,
): Promise<{ seen: Seen; ms: number }> {
  const startedAt = performance.now();
  const response = await upstream.send({ method: 'GET', url, deadlineMs });
  const ms = Math.round(performance.now() - startedAt);
  const text = await readText(response, longestList);
  const headerNames = [...response.headers.keys()];
  const seen = {
    status: response.status,
    headerNames,
    shape: readErrorShape(text),
    text,
    answer: parseJson(text),
  };
  return { seen, ms };
}

/** Asks everything there is to ask below one base URL, all at once. Only ever GET: nothing is made. */
async function visit(baseUrl: string, { dialect, ...target }: ConnectionTarget): Promise<Visit> {
  const { host, hostname } = new URL(baseUrl);
  const open = (apiKey: string | null) => openUpstream({ ...target, apiKey, baseUrl, auth: dialect.auth });
  const upstream = open(target.apiKey);
  const stranger = open(null);
  const retrievePath = fillPath(dialect.retrieve.path, madeUpId);
  const listPath = dialect.list?.path ?? '/videos';
  const limited = `${listPath}${listPath.includes('?') ? '&' : '?'}limit=1`;
  try {
    const asked = await Promise.allSettled([
      look(upstream, `${baseUrl}${retrievePath}`),
      look(upstream, `${baseUrl}${dialect.models?.path ?? '/models'}`),
      look(upstream, `${baseUrl}${limited}`),
      look(upstream, `${baseUrl}/videos/models`),
      target.apiKey === null ? Promise.resolve(null) : look(stranger, `${baseUrl}${retrievePath}`),
    ]);
    const [retrieve, models, list, videoModels, withoutKey] = asked.map((result) =>
      result.status === 'fulfilled' ? (result.value?.seen ?? null) : null,
    );
    const times = asked.flatMap((result) =>
      result.status === 'fulfilled' && result.value ? [result.value.ms] : [],
    );
    const failed = asked.find((result) => result.status === 'rejected');
    return {
      baseUrl,
      seen: {
        host: hostname,
        models: models ?? null,
        retrieve: retrieve ?? null,
        list: list ?? null,
        videoModels: videoModels ?? null,
      },
      withoutKey: withoutKey ?? null,
      latencyMs: times.length > 0 ? Math.min(...times) : null,
      fault: failed ? explainUnreachable(failed.reason, host) : null,
    };
  } finally {
    await Promise.all([upstream.close(), stranger.close()]);
  }
}

const isDenied = (seen: Seen | null) => seen?.status === 401 || seen?.status === 403;
const isFine = (seen: Seen | null) => seen !== null && seen.status >= 200 && seen.status < 300;
const isHtml = (seen: Seen | null) => seen?.shape === 'html';

/** Whether an answer is only that nothing is at this address. */
function isNoRoute(seen: Seen): boolean {
  const words =
    /invalid url|"detail"\s*:\s*"not found"|no route|cannot get|page not found|unknown (url|path|endpoint)/i;
  return seen.answer === undefined || (seen.status >= 400 && words.test(seen.text)) || seen.status === 405;
}

/** Whether an API answered, rather than whatever else lives at that address. */
function isSensible({ seen: { models, retrieve } }: Visit): boolean {
  return [models, retrieve].some((found) => found !== null && !isNoRoute(found));
}

function reportReachable({ seen, latencyMs, fault }: Visit): ConnectionReport['reachable'] {
  const answers = [seen.models, seen.retrieve, seen.list].filter((found) => found !== null);
  if (answers.length === 0) return { ok: false, latency_ms: null, message: fault ?? 'Nothing answered.' };
  const ok = !answers.every(isHtml);
  const moved = answers.find(({ status }) => status >= 300 && status < 400);
  const message = moved
    ? 'The server sends elsewhere (a redirect), which is not followed. Enter the address that it leads to.'
    : fault && `One of the questions was not answered: ${fault}`;
  if (ok) return { ok, latency_ms: latencyMs, message };
  return {
    ok,
    latency_ms: latencyMs,
    message: 'A web page answered, not an API. Check the path of the base URL.',
  };
}

function reportKey(apiKey: string | null, { seen, withoutKey }: Visit): ConnectionReport['key'] {
  const denied = [seen.retrieve, seen.models].find(isDenied) ?? null;
  const said = denied && decodeError(denied.status, denied.text).message;
  if (apiKey === null) return { state: 'none', message: said && `The server asks for a key: ${said}` };
  // Some servers hide their list of models from keys that may well make videos.
  if (said !== null && (isDenied(seen.retrieve) || !seen.retrieve))
    return { state: 'refused', message: said };
  if (isDenied(withoutKey)) return { state: 'accepted', message: said };
  const isOpen = withoutKey !== null && seen.retrieve !== null;
  const words = 'The server answers without a key as well, so the key could not be tried.';
  return { state: 'unknown', message: isOpen ? words : null };
}

function reportModels({ models }: Dialect, { seen }: Visit): ConnectionReport['models'] {
  const found = seen.models;
  if (!found) return { ok: false, ids: [], message: null };
  if (!isFine(found)) return { ok: false, ids: [], message: decodeError(found.status, found.text).message };
  const endpoint = models ?? { method: 'GET', path: '', list: ['data', 'models'], id: ['id', 'name'] };
  const read = { sizes: [], resolutions: [], aspectRatios: [], seconds: [], frameRoles: [], ...endpoint };
  const ids = decodeModels(read, found.answer).map(({ id }) => id);
  const message = ids.length === 0 ? 'The server lists no models; name them yourself.' : null;
  return { ok: ids.length > 0, ids: ids.slice(0, mostModels), message };
}

function reportList({ seen: { list } }: Visit): ConnectionReport['list'] {
  if (!list || isDenied(list) || list.status >= 500 || list.status === 429) return 'unknown';
  const { answer } = list;
  const isObject = typeof answer === 'object' && answer !== null;
  return isFine(list) && isObject && ('data' in answer || Array.isArray(answer))
    ? 'supported'
    : 'unsupported';
}

/** A report in which nothing that the server said holds the key, for some servers repeat what they refuse. */
function withoutSecret(report: ConnectionReport, apiKey: string | null): ConnectionReport {
  if (!apiKey) return report;
  const cover = (text: string) => text.replaceAll(apiKey, '[redacted]');
  const covered = <Part extends { message: string | null }>(part: Part): Part => ({
    ...part,
    message: part.message && cover(part.message),
  });
  return {
    ...report,
    reachable: covered(report.reachable),
    key: covered(report.key),
    models: { ...covered(report.models), ids: report.models.ids.map(cover) },
    retrieve: covered(report.retrieve),
  };
}

/**
 * Finds out what can be found out about a provider for nothing: it lists models and videos and asks for a video that
 * does not exist. Never throws for what the server does. Takes at most two rounds of nine seconds.
 */
export async function testConnection(target: ConnectionTarget): Promise<ConnectionReport> {
  // Before anything is shortened: of a key that is cut off in the middle only a part would be recognised.
  if (target.apiKey) redactFromLog(target.apiKey);
  const pasted = normaliseBaseUrl(target.baseUrl, target.dialect.basePath);
  let found = await visit(pasted, target);
  const hasAnswered = found.latencyMs !== null;
  if (hasAnswered && !isSensible(found) && !pasted.endsWith(target.dialect.basePath)) {
    const below = await visit(`${pasted}${target.dialect.basePath}`, target);
    if (isSensible(below)) found = below;
  }
  const { retrieve } = found.seen;
  const known = presets.map(({ dialect: { id, label } }) => ({ id, label }));
  const report: ConnectionReport = {
    object: 'connection_report',
    base_url: found.baseUrl,
    reachable: reportReachable(found),
    key: reportKey(target.apiKey, found),
    models: reportModels(target.dialect, found),
    retrieve: {
      status: retrieve?.status ?? null,
      shape: retrieve?.shape ?? 'none',
      message: retrieve && shorten(decodeError(retrieve.status, retrieve.text).message),
    },
    list: reportList(found),
    presets: scorePresets(known, found.seen),
  };
  return withoutSecret(report, target.apiKey);
}
