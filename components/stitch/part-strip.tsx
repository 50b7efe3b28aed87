import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useReorder } from '@/components/composer/use-reorder';
import { IconButton } from '@/components/ui/icon-button';
import { contentUrl } from '@/lib/client/change-video';
import { partSeconds, type SequencePart } from './sequence';

/** At an end it stays a button: one that is disabled loses the focus, and whoever moves by keys their place. */
const movable = 'aria-disabled:text-line-strong aria-disabled:hover:bg-transparent';

type PartStripProps = {
  parts: readonly SequencePart[];
  /** What each video is called, by its id. */
  names: ReadonlyMap<string, string>;
  /** The part that is being cut. */
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onMove: (from: number, to: number) => void;
  /** `null` while none can be left out. */
  onRemove: ((id: string) => void) | null;
};

/** The parts in their order, moved by dragging or by their buttons. */
export function PartStrip({ parts, names, chosen, onChoose, onMove, onRemove }: PartStripProps) {
  const t = useTranslations('stitch');
  const common = useTranslations('common');
  const format = useFormatter();
  const [said, setSaid] = useState('');

  function move(from: number, to: number) {
    onMove(from, to);
    setSaid(t('moved', { number: from + 1, to: to + 1, count: parts.length }));
  }

  const { drag, list, handlersOf } = useReorder(move);
  return (
    <>
      <ul ref={list} aria-label={t('order')} className="flex flex-wrap gap-3">
        {parts.map((part, index) => {
          const number = index + 1;
          const isDragged = drag?.from === index;
          const isTarget = drag !== null && drag.to === index && !isDragged;
          return (
            <li
              key={part.id}
              {...handlersOf(index)}
              style={isDragged ? { transform: `translate(${drag.x}px, ${drag.y}px)`, zIndex: 1 } : undefined}
              className={`relative w-[calc(50%-6px)] cursor-grab touch-pan-y rounded-tile bg-raised p-1 sm:w-40 ${isDragged ? 'opacity-80' : ''} ${isTarget ? 'ring-2 ring-accent ring-offset-2 ring-offset-panel' : ''}`}
            >
              <button
                type="button"
                aria-pressed={chosen === part.id}
                aria-label={t('part', { number, name: names.get(part.id) ?? '' })}
                onClick={() => onChoose(part.id)}
                className="block aspect-video w-full cursor-grab overflow-hidden rounded-control bg-stage aria-pressed:outline-2 aria-pressed:outline-accent aria-pressed:outline-offset-1"
              >
                <img
                  src={contentUrl(part.id, 'thumbnail')}
                  alt=""
                  draggable={false}
                  className="size-full object-contain"
                />
              </button>
              <p className="flex justify-between px-1 pt-1 text-13 tabular-nums">
                <span>{number}</span>
                <span className="text-muted">
                  {common('secondsShort', {
                    seconds: format.number(partSeconds(part), { maximumFractionDigits: 2 }),
                  })}
                </span>
              </p>
              <div className="flex items-center justify-between">
                <IconButton
                  label={t('moveEarlier', { number })}
                  aria-disabled={index === 0}
                  className={movable}
                  onClick={() => index > 0 && move(index, index - 1)}
                >
                  <ChevronLeft size={16} strokeWidth={1.5} aria-hidden />
                </IconButton>
                {onRemove && (
                  <IconButton label={t('leaveOut', { number })} onClick={() => onRemove(part.id)}>
                    <X size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                )}
                <IconButton
                  label={t('moveLater', { number })}
                  aria-disabled={index === parts.length - 1}
                  className={movable}
                  onClick={() => index < parts.length - 1 && move(index, index + 1)}
                >
                  <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
                </IconButton>
              </div>
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
