import type { QueryClient } from '@tanstack/react-query';
import type { Library } from '@/lib/client/live-library';
import { videoKeys } from '@/lib/client/video-queries';
import type { Video } from '@/lib/jobs/wire';

/** A video as the gallery knows it, without asking; `undefined` where it does not. */
export function knownVideo(client: QueryClient, id: string): Video | undefined {
  const pages = client.getQueryData<Library>(videoKeys.library)?.pages ?? [];
  return pages.flatMap(({ data }) => data).find((video) => video.id === id);
}
