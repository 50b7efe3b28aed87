import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import { formatLength } from './tile-state';
import { useDifference } from './use-difference';

/** The picture, and over it, when it is wanted, what it is. */
export function ReadyTile({ video, isPlaying }: { video: Video; isPlaying: boolean }) {
  const t = useTranslations('gallery');
  const { got, variants, warnings } = video.firstframe;
  const difference = useDifference(video);
  return (
    <>
      <div className="absolute inset-0 bg-raised">
        {variants.includes('thumbnail') && (
          <img
            src={contentUrl(video.id, 'thumbnail')}
            alt=""
            width={got?.width}
            height={got?.height}
            loading="lazy"
            decoding="async"
            className="size-full object-cover"
          />
        )}
        {isPlaying && (
          <video
            src={contentUrl(video.id, 'video')}
            autoPlay
            muted
            loop
            playsInline
            disablePictureInPicture
            className="absolute inset-0 size-full object-cover"
          />
        )}
      </div>
      <div className="pointer-events-none absolute inset-0 flex flex-col justify-end text-white">
        <div className="bg-gradient-to-t from-black/90 via-black/70 to-transparent px-3 pt-12 pb-2 opacity-0 transition-opacity duration-150 ease-settle group-focus-within:opacity-100 group-hover:opacity-100">
          <p className="line-clamp-2 text-13">{video.prompt}</p>
          <p className="mt-1 flex items-center gap-2 text-13 text-white/80 tabular-nums">
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
      {difference && (
        <span className="pointer-events-none absolute top-2 left-2 flex max-w-[calc(100%-1rem)] items-start gap-1 rounded-[4px] bg-black/60 px-1.5 text-13 text-white tabular-nums">
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0" />
          {/* In a narrow tile it breaks between two figures, never within one. */}
          <span>{t('got', { got: difference.got.replace(/(?<!·) (?!·)/g, '\u00a0') })}</span>
        </span>
      )}
      {got && (
        <span
          aria-hidden
          className="pointer-events-none absolute right-2 bottom-2 rounded-[4px] bg-black/60 px-1.5 text-13 text-white tabular-nums transition-opacity duration-150 group-focus-within:opacity-0 group-hover:opacity-0"
        >
          {formatLength(got.seconds)}
        </span>
      )}
    </>
  );
}
