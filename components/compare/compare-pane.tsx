import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { FrameSource } from '@/components/player/frame-source';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { frameAt } from '@/lib/media/frame-table';
import type { Fact } from './facts';
import { FrameView, type Zoom } from './frame-view';
import { PaneTitle } from './pane-title';

type PaneProps = {
  letter: string;
  facts: readonly Fact[];
  source: FrameSource | undefined;
  isOpening: boolean;
  /** Where in the comparison one is, in seconds. */
  seconds: number;
  zoom: Zoom;
  onLook: (event: PointerEvent<HTMLElement>) => void;
  isFirst: boolean;
  isLast: boolean;
  isKeeping: boolean;
  onKeep: () => void;
  onMove: (way: -1 | 1) => void;
};

/** One of the videos: its picture, what it is, and what can be done with it. */
export function ComparePane(props: PaneProps) {
  const t = useTranslations('compare');
  const { letter, facts, source, isOpening, seconds, zoom, isKeeping } = props;
  const frame = source ? frameAt(source.table, seconds) : 0;
  return (
    <section aria-label={t('video', { letter })} data-frame={frame} className="flex min-w-0 flex-col">
      <div onPointerMove={props.onLook} className="relative min-h-0 flex-1 overflow-hidden bg-stage">
        {source && <FrameView source={source} zoom={zoom} label={t('picture', { letter })} />}
        {!source && !isOpening && (
          <p className="absolute inset-0 m-auto h-fit p-4 text-center text-14 text-muted">
            {t('unplayable')}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1 text-13">
        <PaneTitle
          {...{ letter, facts, source, seconds }}
          className="flex-1 max-sm:basis-full"
          factClassName="max-sm:hidden"
        />
        <div className="flex items-center max-sm:w-full">
          <IconButton
            label={t('moveLeft', { letter })}
            disabled={props.isFirst}
            onClick={() => props.onMove(-1)}
          >
            <ChevronLeft size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
          <IconButton
            label={t('moveRight', { letter })}
            disabled={props.isLast}
            onClick={() => props.onMove(1)}
          >
            <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
          <Button
            className="max-sm:ml-auto"
            disabled={isKeeping}
            title={t('keepTitle', { letter })}
            onClick={props.onKeep}
          >
            {t('keep', { letter })}
          </Button>
        </div>
      </div>
    </section>
  );
}
