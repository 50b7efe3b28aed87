import type { QueryClient } from '@tanstack/react-query';
import { knownVideos } from '@/components/library/known-video';
import { ApiError } from '@/lib/client/api';
import { askForChanges, layOverVideos } from '@/lib/client/live-library';
import { facetsOptions, markVideos } from '@/lib/client/organise';
import type { EarlierMarks } from '@/lib/jobs/organise-wire';
import type { Video } from '@/lib/jobs/wire';
import { type Change, changesBack } from './changes-back';

/** What came of it: which videos were marked, what takes that back, and why others were not. */
export type Changed = { done: string[]; back: Change[]; error: unknown };

/**
 * Marks any number of videos, some at a time, and shows each part as it is done. A part that is refused keeps no other
 * from being done; where the studio does not answer, or one is signed out, the rest is left.
 * @param onProgress told how many there was an answer for, after each part
 */
export async function changeMany(
  client: QueryClient,
  changes: readonly Change[],
  onProgress: (answered: number) => void,
): Promise<Changed> {
  const done: string[] = [];
  const before: EarlierMarks[] = [];
  const now: Video[] = [];
  let answered = 0;
  let error: unknown = null;
  for (const { ids, marks } of changes) {
    try {
      const changed = await markVideos(ids, marks);
      // What the gallery does not hold now it asks for when it is wanted.
      const known = knownVideos(client);
      layOverVideos(
        client,
        changed.data.filter(({ id }) => known.has(id)),
      );
      done.push(...ids);
      before.push(...changed.before);
      now.push(...changed.data);
    } catch (refusal) {
      error ??= refusal;
      // The others would not be answered either.
      if (!(refusal instanceof ApiError) || refusal.status === 0 || refusal.status === 401) break;
    }
    answered += ids.length;
    onProgress(answered);
  }
  // Counts, days and what came back from the trash are in the answer to what changed.
  askForChanges(client);
  void client.invalidateQueries({ queryKey: facetsOptions().queryKey });
  return { done, back: changesBack(before, now), error };
}
