import { Check, Ellipsis } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useIsActive } from '@/components/selection/active-tile';
import { openMenu } from '@/components/selection/open-menu';
import { useIsSelected, useIsSelecting } from '@/components/selection/selection-store';
import { StarButton } from '@/components/selection/star-button';
import { useChoosing } from '@/components/selection/use-choosing';
import { menuIdsOf } from '@/components/selection/use-tile-events';
import type { Video } from '@/lib/jobs/wire';

/** How they look on a picture, whose colors nobody knows, and on the ground of the page. */
const looks = {
  picture: {
    tool: 'bg-black/60 text-white hover:bg-black/80',
    box: 'border-white bg-black/60',
  },
  ground: {
    tool: 'bg-panel text-muted hover:bg-pressed hover:text-text',
    box: 'border-muted bg-panel',
  },
} as const;

/**
 * What is done to the video of a tile: choose it, star it, and all the rest. There while somebody is at the tile; the checkbox
 * also while others are chosen, and the star where there is one.
 */
export function TileTools({ video, isRow = false }: { video: Video; isRow?: boolean }) {
  const t = useTranslations('selection');
  const isActive = useIsActive(video.id);
  const isSelecting = useIsSelecting();
  const isSelected = useIsSelected(video.id);
  const isStarred = video.firstframe.starred === true;
  const look = looks[isRow || video.status !== 'completed' ? 'ground' : 'picture'];
  const { toggle, extendTo } = useChoosing();
  if (!isActive && !isSelecting && !isStarred) return null;
  const prompt = (video.prompt ?? '').slice(0, 80);
  // Where the checkbox has the whole width, they stand below it; the menu is the last that there is room for.
  const inTile = isActive
    ? 'top-1 right-1 @max-[4.5rem]:top-9 @max-[4.5rem]:right-auto @max-[4.5rem]:left-1'
    : 'top-1 right-1';
  const place = isRow ? 'inset-y-0 right-1' : inTile;

  return (
    <>
      {isSelected && (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-0 rounded-tile border-3 border-accent bg-accent/10"
        />
      )}
      {(isActive || isSelecting) && (
        <label
          data-check
          className={`absolute left-0.5 ${isRow ? 'inset-y-0 my-auto' : 'top-0.5'} flex size-9 cursor-pointer items-center justify-center pointer-coarse:size-10`}
        >
          <input
            type="checkbox"
            checked={isSelected}
            aria-label={t('select', { prompt })}
            onChange={() => {}}
            onClick={({ shiftKey }) => (shiftKey ? extendTo(video.id) : toggle(video.id))}
            className={`peer size-5 cursor-pointer appearance-none rounded-[5px] border-[1.5px] checked:border-accent checked:bg-accent ${look.box}`}
          />
          <Check
            size={14}
            strokeWidth={3}
            aria-hidden
            className="pointer-events-none absolute text-black opacity-0 peer-checked:opacity-100"
          />
        </label>
      )}
      <div className={`absolute flex items-center gap-1 ${place}`}>
        {isActive && (
          <button
            type="button"
            aria-haspopup="menu"
            aria-label={t('more', { prompt })}
            title={t('moreHint')}
            onClick={({ currentTarget }) =>
              openMenu({
                ids: menuIdsOf(video.id),
                at: currentTarget.getBoundingClientRect(),
                place: 'gallery',
              })
            }
            className={`flex size-7 items-center justify-center pointer-coarse:size-10 rounded-control ${look.tool}`}
          >
            <Ellipsis size={16} strokeWidth={1.5} aria-hidden />
          </button>
        )}
        {(isActive || isStarred) && (
          <StarButton
            video={video}
            className={`size-7! pointer-coarse:size-10! ${isActive && !isRow ? '@max-[7rem]:hidden' : ''} ${look.tool}`}
          />
        )}
      </div>
    </>
  );
}
