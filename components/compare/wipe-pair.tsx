import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Video } from '@/lib/jobs/wire';
import type { Zoom } from './frame-view';
import type { Opened } from './use-compare-player';
import { WipeView } from './wipe-view';

type PairProps = {
  videos: readonly Video[];
  letters: readonly string[];
  opened: Opened | null;
  isOpening: boolean;
  zoom: Zoom;
};

/** Two of the videos in one place; of more than two one chooses which. */
export function WipePair({ videos, letters, opened, isOpening, zoom }: PairProps) {
  const t = useTranslations('compare');
  const [pair, setPair] = useState<[number, number]>([0, 1]);
  // There may be fewer by now.
  const [left = 0, right = 1] = pair.every((index) => index < videos.length) ? pair : [0, 1];
  const sideOf = (index: number) => {
    const source = opened?.sources.get(videos[index]?.id ?? '');
    return source && { source, name: t('picture', { letter: letters[index] ?? '' }) };
  };
  const sides = { left: sideOf(left), right: sideOf(right) };

  function choose(side: 0 | 1, index: number) {
    // Who chooses the other one means to change sides.
    const next: [number, number] = side === 0 ? [index, right] : [left, index];
    setPair(next[0] === next[1] ? [right, left] : next);
  }

  const select = (side: 0 | 1, value: number) => (
    <label className="flex items-center gap-2">
      {t(side === 0 ? 'leftSide' : 'rightSide')}
      <select
        value={value}
        onChange={({ target }) => choose(side, Number(target.value))}
        className="h-8 rounded-control border border-line bg-raised px-2 text-text pointer-coarse:h-10"
      >
        {letters.map((letter, index) => (
          <option key={letter} value={index}>
            {letter}
          </option>
        ))}
      </select>
    </label>
  );

  return (
    <div className="flex min-h-72 shrink-0 grow basis-0 flex-col px-2 pt-2">
      <div className="min-h-0 flex-1">
        {sides.left && sides.right ? (
          <WipeView left={sides.left} right={sides.right} zoom={zoom} />
        ) : (
          !isOpening && <p className="p-8 text-center text-14 text-muted">{t('unplayable')}</p>
        )}
      </div>
      <div className="flex justify-between py-1 text-13 text-muted">
        {select(0, left)}
        {select(1, right)}
      </div>
    </div>
  );
}
