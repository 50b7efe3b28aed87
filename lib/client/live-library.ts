import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Batch } from '@/lib/jobs/batch-wire';
import type { ListFilter } from '@/lib/jobs/organise-wire';
import type { Video, VideoList } from '@/lib/jobs/wire';
import { tellChanged } from './changed-videos';
import { type Library, layInVideos, libraryOf, recount } from './library';
import { type Belongs, mergeChanges } from './merge-changes';
import { fetchChanges, fetchStretch, fetchTimeline, videoKeys } from './video-queries';

/** How many jobs are open, as the newest answer says. Written by {@link layOver}; never asked for by itself. */
export function openCountOptions() {
  return queryOptions({ queryKey: ['open-count'], queryFn: () => 0, enabled: false });
}

/** The batches of which something is under way, as the newest answer says. Never asked for by itself. */
export function openBatchesOptions() {
  return queryOptions({ queryKey: ['open-batches'], queryFn: (): Batch[] => [], enabled: false });
}

/** Takes note of the batches that an answer tells of. */
export function noteBatches(client: QueryClient, batches: Batch[] | undefined): void {
  if (batches) client.setQueryData(openBatchesOptions().queryKey, batches);
}

/** The filter that the gallery shows, spelt as in an address; what changed is asked for with it. */
const shownFilters = new WeakMap<QueryClient, string>();

function shownFilter(client: QueryClient): string {
  return shownFilters.get(client) ?? '';
}

export function setShownFilter(client: QueryClient, filter: string): void {
  shownFilters.set(client, filter);
}

export function spellListFilter(filter: ListFilter): string {
  return new URLSearchParams(filter).toString();
}

export function libraryKey(filter: string) {
  return [...videoKeys.library, filter];
}

/** The library that the gallery shows, as far as it is loaded; `undefined` before the first answer. */
export function shownLibrary(client: QueryClient): Library | undefined {
  return client.getQueryData<Library>(libraryKey(shownFilter(client)));
}

export function setLibrary(client: QueryClient, filter: string, library: Library): void {
  client.setQueryData(libraryKey(filter), library);
}

/** As many as are sure to fill a screen. */
const firstVideos = 50;
/** A library that is not shown is worth keeping while somebody tries one filter after the other. */
const keptMs = 60_000;

/**
 * The library under a filter: how many videos each day has, and the newest of them. Older ones are laid into it when they
 * are wanted, and changes as they come; it is never asked for again as a whole.
 */
export function libraryOptions(client: QueryClient, filter: ListFilter) {
  const spelt = spellListFilter(filter);
  return queryOptions({
    queryKey: libraryKey(spelt),
    queryFn: async ({ signal }): Promise<Library> => {
      const [timeline, newest] = await Promise.all([
        fetchTimeline(spelt, signal),
        fetchStretch(spelt, { offset: 0, limit: firstVideos }, signal),
      ]);
      client.setQueryData(openCountOptions().queryKey, newest.firstframe.open);
      noteBatches(client, newest.firstframe.batches);
      const library = libraryOf(timeline);
      // Where something came in between, the newest are asked for again when the changes are known.
      if (newest.firstframe.total !== timeline.total) return library;
      return layInVideos(library, { day: 0, at: 0 }, newest.data);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: spelt === '' ? undefined : keptMs,
    // It shares what did not change by itself.
    structuralSharing: false,
    retry: true,
  });
}

function isGone({ firstframe }: Video): boolean {
  return firstframe.trashed_at !== null || firstframe.purged;
}

/** Lays an answer over one library, so that every tile and the open room show it. */
function layOver(client: QueryClient, filter: string, changes: VideoList): void {
  const { cursor, matching } = changes.firstframe;
  const matches = new Set(matching);
  const library = client.getQueryData<Library>(libraryKey(filter));
  const belongs: Belongs = (video) => (filter && matching ? matches.has(video.id) : !isGone(video));
  if (library && (changes.data.length > 0 || cursor !== library.cursor))
    setLibrary(client, filter, { ...mergeChanges(library, changes.data, belongs), cursor });
  for (const video of changes.data) client.setQueryData(['videos', 'one', video.id], video);
  client.setQueryData(openCountOptions().queryKey, changes.firstframe.open);
  noteBatches(client, changes.firstframe.batches);
  tellChanged(changes.data);
}

/** Whether a video that changed here belongs under a filter, as far as can be said without asking. */
function belongsTo(filter: string, video: Video): boolean | undefined {
  if (filter === '') return !isGone(video);
  const isTrash = new URLSearchParams(filter).get('trashed') === 'true';
  return video.firstframe.purged || isTrash !== (video.firstframe.trashed_at !== null) ? false : undefined;
}

/**
 * Lays videos over all libraries: the answer to a create, or to an action. However many they are, each library is written
 * and what changed is asked for once. It is no reason to move a cursor.
 */
export function layOverVideos(client: QueryClient, videos: readonly Video[]): void {
  if (videos.length === 0) return;
  for (const [key, library] of client.getQueriesData<Library>({ queryKey: videoKeys.library })) {
    const filter = String(key.at(-1));
    if (library)
      setLibrary(
        client,
        filter,
        mergeChanges(library, videos, (video) => belongsTo(filter, video)),
      );
  }
  for (const video of videos) client.setQueryData(['videos', 'one', video.id], video);
  tellChanged(videos);
  const isAnyOpen = videos.some(({ firstframe: { step } }) => step !== null && step !== 'unsure');
  const open = Math.max(client.getQueryData(openCountOptions().queryKey) ?? 0, isAnyOpen ? 1 : 0);
  client.setQueryData(openCountOptions().queryKey, open);
  // Whether they match is for the studio to say.
  if (shownFilter(client) !== '') askForChanges(client);
}

/** {@link layOverVideos} for one. */
export function layOverVideo(client: QueryClient, video: Video): void {
  layOverVideos(client, [video]);
}

/** Those that have been told to ask for what changed and have not begun. */
const aboutToAsk = new WeakSet<QueryClient>();

/** Asks for what changed, also where that is being asked already; once for all who want it at the same moment. */
export function askForChanges(client: QueryClient): void {
  if (aboutToAsk.has(client)) return;
  aboutToAsk.add(client);
  queueMicrotask(() => {
    aboutToAsk.delete(client);
    void client.refetchQueries({ queryKey: changesOptions(client).queryKey });
  });
}

/** A studio that takes longer does not answer. */
const answerWithinMs = 20_000;
const longestPauseMs = 10_000;

/**
 * Catches up when asked to, and when the tab is seen again. A studio that does not answer is asked again, at first after
 * a second, then more slowly, for as long as the tab is seen; `failureCount` tells how often it has not, this time.
 */
export function changesOptions(client: QueryClient) {
  return queryOptions({
    queryKey: ['changes'],
    queryFn: ({ signal }) => catchUp(client, AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)])),
    retry: true,
    retryDelay: (count) => Math.min(longestPauseMs, 1_000 * 2 ** count),
    refetchOnWindowFocus: 'always',
    gcTime: 0,
  });
}

/** While others change the library all the time, no timeline fits; the next poll tries again. */
const triesToSettle = 3;

/**
 * Asks for everything that changed since the library's cursor and lays it over, however many answers that takes. Where
 * that leaves the counts in doubt, the days are counted anew.
 */
export async function catchUp(client: QueryClient, signal: AbortSignal): Promise<{ open: number }> {
  const filter = shownFilter(client);
  const get = () => client.getQueryData<Library>(libraryKey(filter));
  for (let tries = 0; ; ) {
    const library = get();
    if (!library) return { open: client.getQueryData(openCountOptions().queryKey) ?? 0 };
    const changes = await fetchChanges(library.cursor, filter, signal);
    // Somebody else was answered meanwhile: laid over what came later, this would bring back what has gone since.
    if (get()?.cursor !== library.cursor) continue;
    layOver(client, filter, changes);
    if (changes.has_more) continue;
    const { open } = changes.firstframe;
    if (!get()?.isInDoubt || tries === triesToSettle) return { open };
    tries += 1;
    const timeline = await fetchTimeline(filter, signal);
    const now = get();
    // A timeline of another moment would count what is counted already, or not count what is.
    if (now?.cursor === timeline.cursor) setLibrary(client, filter, recount(now, timeline));
  }
}
