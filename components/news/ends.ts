import type { Video } from '@/lib/jobs/wire';

/** Between the moment that a video ends and the commit that says so lies no more. */
const commitSeconds = 15;

/** What ended longer ago was imported, or restored, or is told of late. */
const newsForMs = 3_600_000;

/** Whether it is this change of a video that ended it; what a person cancelled or threw away is no news. */
function hasJustEnded({ status, completed_at: endedAt, error, firstframe }: Video, now: number): boolean {
  if ((status !== 'completed' && status !== 'failed') || endedAt === null) return false;
  if (error?.code === 'cancelled' || firstframe.trashed_at !== null || firstframe.purged) return false;
  return firstframe.updated_at - endedAt <= commitSeconds && Math.abs(now - endedAt * 1_000) < newsForMs;
}

/** Finds in what changes the videos that ended, each once. */
export function openEnds() {
  const told = new Set<string>();
  return {
    /** @param now Unix milliseconds */
    take(changed: readonly Video[], now: number): Video[] {
      const ended = changed.filter(
        (video) => hasJustEnded(video, now) && !told.has(`${video.id} ${video.completed_at}`),
      );
      for (const video of ended) told.add(`${video.id} ${video.completed_at}`);
      return ended;
    },
  };
}
