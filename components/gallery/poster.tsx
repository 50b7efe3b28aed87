import { useEffect, useState } from 'react';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';

/** How long until a picture that did not come is asked for again; twice as long each time. */
const firstPauseMs = 5_000;

/** A still of a video, as large as its box. Nothing is drawn of one that does not come, and it is asked for again. */
export function Poster({ video, className }: { video: Video; className: string }) {
  const { got } = video.firstframe;
  const [tries, setTries] = useState(0);
  const [isMissing, setIsMissing] = useState(false);

  useEffect(() => {
    if (!isMissing) return;
    const timer = setTimeout(
      () => {
        setTries(tries + 1);
        setIsMissing(false);
      },
      firstPauseMs * 2 ** tries,
    );
    return () => clearTimeout(timer);
  }, [isMissing, tries]);

  if (isMissing) return null;
  return (
    <img
      src={contentUrl(video.id, 'thumbnail')}
      alt=""
      width={got?.width}
      height={got?.height}
      loading="lazy"
      decoding="async"
      onError={() => setIsMissing(true)}
      className={className}
    />
  );
}
