import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FrameSource } from '@/components/player/frame-source';
import { FrameView, type Zoom } from './frame-view';

type Side = { source: FrameSource; letter: string };

/** So far one press of an arrow key moves the divider, in parts of a hundred. */
const keyStep = 2;

/** Says on a side of the picture which of the videos is seen there. */
function Letter({ side, children }: { side: string; children: string }) {
  return (
    <span
      aria-hidden
      className={`pointer-events-none absolute top-2 ${side} rounded-control bg-black/65 px-2 py-0.5 font-medium text-13 text-white`}
    >
      {children}
    </span>
  );
}

/** Two videos in one place: to the left of a divider the one, to the right of it the other. */
export function WipeView({ left, right, zoom }: { left: Side; right: Side; zoom: Zoom }) {
  const t = useTranslations('compare');
  const box = useRef<HTMLDivElement>(null);
  const [part, setPart] = useState(50);
  const nameOf = ({ letter }: Side) => t('picture', { letter });
  const put = (value: number) => setPart(Math.min(100, Math.max(0, value)));

  function follow(event: PointerEvent) {
    const bounds = box.current?.getBoundingClientRect();
    if (bounds && event.buttons === 1) put(((event.clientX - bounds.left) / bounds.width) * 100);
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? keyStep * 5 : keyStep;
    const places: Record<string, number> = {
      ArrowLeft: part - step,
      ArrowRight: part + step,
      Home: 0,
      End: 100,
    };
    const place = places[event.key];
    if (place === undefined) return;
    // Elsewhere these keys go from frame to frame.
    event.preventDefault();
    put(place);
  }

  return (
    <div
      ref={box}
      onPointerDown={onPointerDown}
      onPointerMove={follow}
      className="relative size-full cursor-ew-resize touch-pan-y touch-pinch-zoom select-none overflow-hidden bg-stage"
    >
      <FrameView source={left.source} zoom={zoom} label={nameOf(left)} />
      <div className="absolute inset-0 bg-stage" style={{ clipPath: `inset(0 0 0 ${part}%)` }}>
        <FrameView source={right.source} zoom={zoom} label={nameOf(right)} />
      </div>
      {/* Where one of them is not seen, it has no letter either. */}
      {part > 0 && <Letter side="left-2">{left.letter}</Letter>}
      {part < 100 && <Letter side="right-2">{right.letter}</Letter>}
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('divider')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part)}
        aria-valuetext={t('dividerAt', { left: nameOf(left), part: String(Math.round(part)) })}
        onKeyDown={onKeyDown}
        className="absolute inset-y-0 -ml-5 flex w-10 justify-center outline-offset-[-4px]"
        style={{ left: `${part}%` }}
      >
        <span className="h-full w-0.5 bg-accent" />
      </div>
    </div>
  );
}
