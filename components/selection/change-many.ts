import type { QueryClient } from '@tanstack/react-query';
import { knownVideos } from '@/components/library/known-video';
import { askForChanges, layOverVideos } from '@/lib/client/live-library';
import { facetsOptions, markVideos } from '@/lib/client/organise';
import type { VideoMarks } from '@/lib/jobs/organise-wire';

/** As many as one request may name. */
const atOnce = 500;

/**
 * Marks any number of videos, some at a time, and shows each part as it is done.
 * @param onProgress told how many are done after each part
 * @throws ApiError where a part is refused; the parts before it are done
 */
export async function changeMany(
  client: QueryClient,
  ids: readonly string[],
  marks: VideoMarks,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  for (let done = 0; done < ids.length; done += atOnce) {
    const part = ids.slice(done, done + atOnce);
    const { data } = await markVideos(part, marks);
    // What the gallery does not hold now it asks for when it is wanted.
    const known = knownVideos(client);
    layOverVideos(
      client,
      data.filter(({ id }) => known.has(id)),
    );
    onProgress(done + part.length);
  }
  // Counts, days and what came back from the trash are in the answer to what changed.
  askForChanges(client);
  void client.invalidateQueries({ queryKey: facetsOptions().queryKey });
}
