import 'server-only';
import { StudioError } from '@/lib/errors';
import { decodeJob, describeJob, type JobDescription, type UpstreamState } from './decode';
import { decodeError } from './decode-error';
import type { Dialect } from './dialect';
import { readFirst, readPath } from './json-path';
import { parseJson } from './read-value';
import { readText, type Upstream, UpstreamError } from './upstream';

/** A video as its provider's list shows it. */
export type ListedVideo = JobDescription & { id: string; state: UpstreamState };

/** As many as OpenAI's list gives at once, and as many pages as a person would look through. */
const pageLength = 100;
const longestList = 10;
/** Of a server that knows nothing of pages. */
const longestPage = 5_000;
const pageDeadlineMs = 15_000;

type ListEndpoint = NonNullable<Dialect['list']>;

function decodePage(dialect: Dialect, endpoint: ListEndpoint, answer: unknown): ListedVideo[] {
  const lists = [answer, ...endpoint.items.map((path) => readPath(answer, path))];
  const items: unknown[] = lists.find(Array.isArray) ?? [];
  return items.slice(0, longestPage).flatMap((item) => {
    const { id, state } = decodeJob(dialect, item);
    return id === null ? [] : [{ id, state, ...describeJob(dialect, item) }];
  });
}

/** Whether a page of a list that begins with the newest reaches back as far as is wanted. */
function reachesBack(page: ListedVideo[], since: number): boolean {
  const first = page.at(0)?.createdAt ?? null;
  const last = page.at(-1)?.createdAt ?? null;
  return first !== null && last !== null && last <= first && last < since;
}

/**
 * The videos that a provider has on its list, the newest first where it keeps to that, back to a time at least
 * (Unix milliseconds) or for ten pages. Pages are asked for as OpenAI's list has them (`limit`, `order`, `after`).
 * @throws StudioError where the provider cannot be asked
 */
export async function listVideos(
  dialect: Dialect,
  endpoint: ListEndpoint,
  source: { upstream: Upstream; baseUrl: string; since: number },
): Promise<ListedVideo[]> {
  const { upstream, baseUrl, since } = source;
  const found = new Map<string, ListedVideo>();
  let after: string | null = null;
  for (let page = 0; page < longestList; page += 1) {
    const url: URL = new URL(`${baseUrl}${endpoint.path}`);
    url.searchParams.set('limit', String(pageLength));
    url.searchParams.set('order', 'desc');
    if (after !== null) url.searchParams.set('after', after);
    const answer: unknown = await askForPage(upstream, endpoint.method, url.href);
    const videos = decodePage(dialect, endpoint, answer);
    const fresh = videos.filter(({ id }) => !found.has(id));
    for (const video of fresh) found.set(video.id, video);
    const hasMore = readFirst(answer, ['has_more']) ?? videos.length >= pageLength;
    // A server that knows nothing of pages gives the same one each time.
    if (fresh.length === 0 || hasMore !== true || reachesBack(videos, since)) break;
    after = videos.at(-1)?.id ?? null;
  }
  return [...found.values()];
}

async function askForPage(upstream: Upstream, method: string, url: string): Promise<unknown> {
  try {
    const response = await upstream.send({ method, url, deadlineMs: pageDeadlineMs });
    const text = await readText(response, 16 * 1024 * 1024);
    if (response.status < 300) return parseJson(text);
    const { code, message } = decodeError(response.status, text);
    throw new StudioError(code, message);
  } catch (error) {
    if (error instanceof UpstreamError) throw new StudioError('network', error.message, { cause: error });
    throw error;
  }
}
