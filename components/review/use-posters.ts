import { useEffect } from 'react';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';

/** Fetches the pictures of the videos beside this one, so that whoever walks on sees something at once. */
export function usePosters(videos: readonly (Video | undefined)[]): void {
  const urls = videos
    .filter((video) => video?.firstframe.variants.includes('thumbnail'))
    .map((video) => video && contentUrl(video.id, 'thumbnail'));
  const spelt = urls.join(' ');
  useEffect(() => {
    for (const url of spelt.split(' ')) if (url) new Image().src = url;
  }, [spelt]);
}
