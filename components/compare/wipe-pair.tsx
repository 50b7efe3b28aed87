import { useTranslations } from 'use-intl';
import type { FrameSource } from '@/components/player/frame-source';
import { Button } from '@/components/ui/button';
import type { Fact } from './facts';
import type { Zoom } from './frame-view';
import { type Pair, withSide } from './layout';
import { PaneTitle } from './pane-title';
import { WipeView } from './wipe-view';

type WipePane = {
  letter: string;
  facts: readonly Fact[];
  source: FrameSource | undefined;
  onKeep: () => void;
};

type PairProps = {
  panes: readonly WipePane[];
  /** Which of them lie over each other, by their places. */
  pair: Pair;
  onPair: (pair: Pair) => void;
  isOpening: boolean;
  isKeeping: boolean;
  /** Where in the comparison one is, in seconds. */
  seconds: number;
  zoom: Zoom;
};

/** Two of the videos in one place, what each of them is, and what can be done with it; of more than two one chooses which. */
export function WipePair({ panes, pair, onPair, isOpening, isKeeping, seconds, zoom }: PairProps) {
  const t = useTranslations('compare');
  const sideOf = (index: number) => {
    const { source, letter = '' } = panes[index] ?? {};
    return source && { source, letter };
  };
  const sides = { left: sideOf(pair[0]), right: sideOf(pair[1]) };

  const caption = (side: 0 | 1) => {
    const pane = panes[pair[side]];
    if (!pane) return null;
    const { letter, facts, source, onKeep } = pane;
    return (
      <section
        aria-label={t('video', { letter })}
        className={`flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 ${side === 0 ? '' : 'flex-row-reverse text-right'}`}
      >
        {panes.length > 2 && (
          <label className="flex items-center gap-2">
            {t(side === 0 ? 'leftSide' : 'rightSide')}
            <select
              value={pair[side]}
              onChange={({ target }) => onPair(withSide(pair, side, Number(target.value)))}
              className="h-8 rounded-control border border-line bg-raised px-2 text-text pointer-coarse:h-10"
            >
              {panes.map((other, index) => (
                <option key={other.letter} value={index}>
                  {other.letter}
                </option>
              ))}
            </select>
          </label>
        )}
        <PaneTitle
          {...{ letter, facts, source, seconds }}
          className={side === 0 ? '' : 'justify-end'}
          factClassName=""
        />
        <Button disabled={isKeeping} title={t('keepTitle', { letter })} onClick={onKeep}>
          {t('keep', { letter })}
        </Button>
      </section>
    );
  };

  return (
    <div className="flex min-h-72 shrink-0 grow basis-0 flex-col px-2 pt-2">
      <div className="min-h-0 flex-1">
        {sides.left && sides.right ? (
          <WipeView left={sides.left} right={sides.right} zoom={zoom} />
        ) : (
          !isOpening && <p className="p-8 text-center text-14 text-muted">{t('unplayable')}</p>
        )}
      </div>
      <div className="grid grid-cols-2 gap-x-4 py-1 text-13 text-muted">
        {caption(0)}
        {caption(1)}
      </div>
    </div>
  );
}
