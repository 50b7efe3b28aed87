import { memo } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { useIsNew } from '@/components/news/new-marks';
import { late } from '@/components/ui/late';
import { formatPrice, toMicros } from '@/lib/jobs/price';
import type { Video } from '@/lib/jobs/wire';
import { NewMark } from './new-mark';
import { Poster } from './poster';
import { TileLink } from './tile-link';
import { formatLength, isUnderWay, tileKind } from './tile-state';
import { stateIcons } from './tile-status';

const TileTools = late(() => import('./tile-tools').then((module) => module.TileTools));

/** A figure of a row, in a column of its own; dashes where it is not known. */
function Cell({ className, children }: { className: string; children: string | null }) {
  return <span className={`truncate text-muted tabular-nums ${className}`}>{children}</span>;
}

/** One video as a row of a dense list: what it shows, how it is, what it is. On a phone in two lines. */
export const VideoRow = memo(function VideoRow({ video, isStop }: { video: Video; isStop: boolean }) {
  const t = useTranslations('gallery');
  const list = useTranslations('list');
  const format = useFormatter();
  const language = useLocale();
  const kind = tileKind(video);
  const isNew = useIsNew(video);
  const { icon: Icon, tone } = stateIcons[kind];
  const { got, cost, variants, asked, progress } = video.firstframe;
  const size = (got ? `${got.width}x${got.height}` : (asked.size ?? video.size)).replace('x', '×');
  const length = got
    ? formatLength(got.seconds)
    : asked.seconds === null
      ? null
      : formatLength(asked.seconds);
  const isPaid = cost && cost.amount !== null && cost.currency !== null && cost.state !== 'not_charged';
  const price = isPaid ? formatPrice(toMicros(cost.amount ?? 0), cost.currency ?? '', language) : null;
  const at = new Date(video.created_at * 1_000);
  return (
    <>
      {/* At its end is room for what can be done with it. */}
      <div className="flex h-full items-center gap-3 rounded-control px-1 text-13 group-hover:bg-raised sm:pr-20 sm:pl-2">
        <span aria-hidden className="relative h-9 w-16 shrink-0 overflow-hidden rounded-[4px] bg-raised">
          {variants.includes('thumbnail') && <Poster video={video} className="size-full object-cover" />}
        </span>
        <span className="flex min-w-0 flex-1 items-center gap-3 max-sm:flex-col max-sm:items-stretch max-sm:gap-0.5">
          <span className="min-w-0 truncate text-text sm:flex-1">
            {isNew && <NewMark className="mr-2" />}
            {video.prompt || list('noPrompt')}
          </span>
          <span className="flex min-w-0 shrink-0 items-center gap-3">
            <span className="flex shrink-0 items-center gap-1.5 sm:w-36">
              <Icon size={16} strokeWidth={1.5} aria-hidden className={`shrink-0 ${tone}`} />
              <span className={`truncate ${kind === 'failed' ? 'text-failed' : 'text-text'}`}>
                {t(`state.${kind}`)}
              </span>
              {kind === 'running' && progress !== null && (
                <span className="text-muted tabular-nums">
                  {t('percent', { percent: Math.floor(progress) })}
                </span>
              )}
            </span>
            <Cell className="hidden w-36 lg:block">{video.model}</Cell>
            {/* On a phone the longer words of what is under way take its place. */}
            <Cell className={`w-22 max-sm:w-auto ${isUnderWay(kind) ? 'max-sm:hidden' : ''}`}>{size}</Cell>
            <Cell className="w-10 sm:text-right">{length}</Cell>
            <Cell className="hidden w-16 text-right lg:block">{price}</Cell>
            <span className="w-16 truncate text-right text-faint tabular-nums max-sm:ml-auto">
              <time
                dateTime={at.toISOString()}
                title={format.dateTime(at, { dateStyle: 'medium', timeStyle: 'medium' })}
              >
                {format.dateTime(at, { timeStyle: 'short' })}
              </time>
            </span>
          </span>
        </span>
      </div>
      <TileLink video={video} kind={kind} isNew={isNew} isStop={isStop} />
      <TileTools video={video} isRow />
    </>
  );
});
