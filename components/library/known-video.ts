import type { QueryClient } from '@tanstack/react-query';
import { type Library, loadedVideos } from '@/lib/client/library';
import { videoKeys } from '@/lib/client/video-queries';
import type { Video } from '@/lib/jobs/wire';

/** A video as the gallery knows it, under whatever filter, without asking; `undefined` where it does not. */
export function knownVideo(client: QueryClient, id: string): Video | undefined {
  const libraries = client.getQueriesData<Library>({ queryKey: videoKeys.library });
  return libraries
    .flatMap(([, library]) => (library ? loadedVideos(library) : []))
    .filter((video) => video.id === id)
    .sort((one, other) => other.firstframe.change - one.firstframe.change)[0];
}
