import type { Video } from '@/lib/jobs/wire';
import { type TileKind, tileKind } from './tile-state';

/** What is worth saying aloud: that something ended, or that a person is needed. Progress is not. */
const worthSaying: ReadonlySet<TileKind> = new Set([
  'ready',
  'failed',
  'moderated',
  'expired',
  'unsure',
  'held',
  'stalled',
]);

/**
 * The videos whose state became worth saying since `before`, which holds the state of every video by its id. A video
 * that was not there before was only loaded now, so it is no news.
 */
export function newsOf(before: ReadonlyMap<string, TileKind>, videos: readonly Video[]): Video[] {
  return videos.filter((video) => {
    const [was, is] = [before.get(video.id), tileKind(video)];
    return was !== undefined && was !== is && worthSaying.has(is);
  });
}
