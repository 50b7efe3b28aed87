import { type InfiniteData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Batch } from '@/lib/jobs/batch-wire';
import type { Video, VideoList } from '@/lib/jobs/wire';
import { tellChanged } from './changed-videos';
import { mergeChanges } from './merge-changes';
import { fetchChanges, videoKeys } from './video-queries';

export type Library = InfiniteData<VideoList, string | null>;

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

/** Lays an answer over the library, so that every tile and the open room show it. */
function layOver(client: QueryClient, changes: VideoList): void {
  client.setQueryData<Library>(videoKeys.library, (library) =>
    library ? { ...library, pages: mergeChanges(library.pages, changes) } : library,
  );
  for (const video of changes.data) client.setQueryData(['videos', 'one', video.id], video);
  client.setQueryData(openCountOptions().queryKey, changes.firstframe.open);
  noteBatches(client, changes.firstframe.batches);
  tellChanged(changes.data);
}

/** Lays one video over the library: the answer to a create, or to an action. It is no reason to move the cursor. */
export function layOverVideo(client: QueryClient, video: Video): void {
  const library = client.getQueryData<Library>(videoKeys.library);
  const figures = library?.pages[0]?.firstframe ?? { cursor: 0, total: 0, open: 0 };
  const isOpen = video.firstframe.step !== null && video.firstframe.step !== 'unsure';
  const open = Math.max(figures.open, client.getQueryData(openCountOptions().queryKey) ?? 0, isOpen ? 1 : 0);
  layOver(client, {
    object: 'list',
    data: [video],
    first_id: video.id,
    last_id: video.id,
    has_more: false,
    // What is known of batches is older than the answer to a create.
    firstframe: { ...figures, open, batches: undefined },
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

/** Asks for everything that changed since the library's cursor and lays it over, however many answers that takes. */
export async function catchUp(client: QueryClient, signal: AbortSignal): Promise<{ open: number }> {
  for (;;) {
    const library = client.getQueryData<Library>(videoKeys.library);
    const changes = await fetchChanges(library?.pages[0]?.firstframe.cursor ?? 0, signal);
    layOver(client, changes);
    if (!changes.has_more) return { open: changes.firstframe.open };
  }
}
