import { CircleCheck, Info } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import type { Wish } from './previewed-tile';
import { momentOf, stillStyle } from './still-style';
import { formatLength } from './tile-state';
import { useScrub } from './use-scrub';

/** What lies over the poster of the one tile that is looked at: its stills or its video, and what it is. */
export function TilePreview({ video, wish }: { video: Video; wish: Wish }) {
  const t = useTranslations('gallery');
  const layer = useRef<HTMLDivElement>(null);
  const { got, variants, warnings } = video.firstframe;
  const sheetUrl = variants.includes('spritesheet') ? contentUrl(video.id, 'spritesheet') : null;
  const { still, isPlaying } = useScrub(layer, sheetUrl, wish);
  const box = layer.current;
  // It begins where the pointer rests.
  const startsAt = still === null || !got ? 0 : momentOf(still) * got.seconds;

  return (
    <div ref={layer} className="pointer-events-none absolute inset-0 text-white">
      {still !== null && got && box && (
        <div
          data-still={still}
          className="absolute inset-0"
          style={{
            backgroundImage: `url("${sheetUrl}")`,
            ...stillStyle(still, { width: box.clientWidth, height: box.clientHeight }, got),
          }}
        />
      )}
      {isPlaying && (
        <video
          src={`${contentUrl(video.id, 'video')}#t=${startsAt.toFixed(3)}`}
          autoPlay
          muted
          loop
          playsInline
          disablePictureInPicture
          className="absolute inset-0 size-full object-cover"
        />
      )}
      {still !== null && !isPlaying && (
        <span
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent"
          style={{ left: `${100 * momentOf(still)}%` }}
        />
      )}
      <div className="absolute inset-x-0 bottom-0 bg-gradient-to-t from-black/90 via-black/70 to-transparent px-3 pt-12 pb-2 transition-opacity duration-150 ease-settle starting:opacity-0">
        <p className="line-clamp-2 text-13">{video.prompt}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-13 text-white/80 tabular-nums @max-[9rem]:hidden">
          <CircleCheck size={14} strokeWidth={1.5} aria-hidden />
          <span>{t('saved')}</span>
          {got && (
            <span>
              {formatLength(got.seconds)} · {got.width}×{got.height}
            </span>
          )}
          {warnings.length > 0 && (
            <span className="flex items-center gap-1">
              <Info size={14} strokeWidth={1.5} aria-hidden />
              {t('warnings', { count: warnings.length })}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}
