import type { QueryClient } from '@tanstack/react-query';
import { type Library, loadedVideos } from '@/lib/client/library';
import { videoKeys } from '@/lib/client/video-queries';
import type { Video } from '@/lib/jobs/wire';

/** All videos as the gallery knows them now, under whatever filter, by their ids; of each the newest. */
export function knownVideos(client: QueryClient): ReadonlyMap<string, Video> {
  const known = new Map<string, Video>();
  for (const [, library] of client.getQueriesData<Library>({ queryKey: videoKeys.library })) {
    for (const video of library ? loadedVideos(library) : []) {
      const change = known.get(video.id)?.firstframe.change;
      if (change === undefined || change < video.firstframe.change) known.set(video.id, video);
    }
  }
  return known;
}

/** A video as the gallery knows it, under whatever filter, without asking; `undefined` where it does not. */
export function knownVideo(client: QueryClient, id: string): Video | undefined {
  return knownVideos(client).get(id);
}
