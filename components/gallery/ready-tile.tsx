import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { late } from '@/components/ui/late';
import type { Video } from '@/lib/jobs/wire';
import { Poster } from './poster';
import type { Wish } from './previewed-tile';
import { formatLength } from './tile-state';
import { useDifference } from './use-difference';

const TilePreview = late(() => import('./tile-preview').then((module) => module.TilePreview));

const badge = 'pointer-events-none absolute rounded-[4px] bg-black/60 px-1.5 text-13 text-white tabular-nums';

/** The poster and its length; what else there is to show comes when it is looked at. */
export function ReadyTile({ video, wish }: { video: Video; wish: Wish | null }) {
  const t = useTranslations('gallery');
  const { got, variants } = video.firstframe;
  const difference = useDifference(video);
  return (
    <>
      <div className="absolute inset-0 bg-raised" />
      {variants.includes('thumbnail') && (
        <Poster video={video} className="absolute inset-0 size-full object-cover" />
      )}
      {wish !== null && <TilePreview video={video} wish={wish} />}
      {difference && (
        <span
          className={`${badge} top-2 left-2 flex group-has-data-check:opacity-0 max-w-[calc(100%-1rem)] items-start gap-1`}
        >
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0" />
          {/* In a narrow tile it breaks between two figures, never within one; in the narrowest its hint says it. */}
          <span className="@max-[6rem]:sr-only">
            {t('got', { got: difference.got.replace(/(?<!·) (?!·)/g, '\u00a0') })}
          </span>
        </span>
      )}
      {got && wish === null && (
        <span aria-hidden className={`${badge} right-2 bottom-2 @max-[4rem]:hidden`}>
          {formatLength(got.seconds)}
        </span>
      )}
    </>
  );
}
