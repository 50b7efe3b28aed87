import { type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import { type Axis, axisOf, shiftOf, swipeEnd } from './swipe';

const ownMoves = 'input, select, [role="slider"], [data-no-swipe]';
/** Along the edges of the screen a phone has gestures of its own. */
const edge = 16;
const settleMs = 180;
/** The speed at the end is that of about so long. */
const speedOverMs = 80;

type Move = {
  pointer: number;
  axis: Axis | null;
  from: { x: number; y: number };
  dx: number;
  trail: { x: number; at: number }[];
};

/** Whether something under the finger has a sideways move of its own: a slider, or a row that scrolls. */
function hasOwnMove(target: EventTarget, stage: Element): boolean {
  for (
    let part = target instanceof Element ? target : null;
    part && part !== stage;
    part = part.parentElement
  ) {
    const scrolls = part.scrollWidth > part.clientWidth + 1;
    if (part.matches(ownMoves) || (scrolls && /auto|scroll/.test(getComputedStyle(part).overflowX)))
      return true;
  }
  return false;
}

/** The picture of a video beside the one that is shown, waiting off the screen. */
function Beside({ video, side }: { video: Video; side: 'left' | 'right' }) {
  if (!video.firstframe.variants.includes('thumbnail')) return null;
  return (
    <img
      src={contentUrl(video.id, 'thumbnail')}
      alt=""
      draggable={false}
      className={`absolute inset-0 size-full object-contain ${side === 'left' ? '-translate-x-full' : 'translate-x-full'}`}
    />
  );
}

type SwipeStageProps = {
  id: string;
  newer: Video | undefined;
  older: Video | undefined;
  /** Whether there is a video on either side, or may be one that is not known yet. */
  ways: { newer: boolean; older: boolean };
  onGo: (id: string) => void;
  /** Asks for a step to a video that is not known yet: 1 to the older one, -1 to the newer one. */
  onWish: (step: 1 | -1) => void;
  children: ReactNode;
};

/**
 * A stage that a finger moves sideways to the videos beside it. Up and down it scrolls, two fingers zoom, and neither is
 * taken from the browser.
 */
export function SwipeStage({ id, newer, older, ways, onGo, onWish, children }: SwipeStageProps) {
  const track = useRef<HTMLDivElement>(null);
  const move = useRef<Move | null>(null);
  const settling = useRef<Animation | null>(null);
  const [isMoving, setIsMoving] = useState(false);
  const beside = { hasNewer: newer !== undefined, hasOlder: older !== undefined };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the next video stands in the middle from its first picture on.
  useLayoutEffect(() => {
    settling.current?.cancel();
    settling.current = null;
    if (track.current) track.current.style.transform = '';
    setIsMoving(false);
  }, [id]);

  function place(shift: number): void {
    if (track.current) track.current.style.transform = shift === 0 ? '' : `translateX(${shift}px)`;
  }

  /** Lets the picture glide to where it ends, then goes on. */
  function settle(from: number, to: number, then: () => void): void {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const frames = [from, to].map((shift) => ({ transform: `translateX(${shift}px)` }));
    const gliding = track.current?.animate(frames, {
      duration: isStill ? 0 : settleMs,
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
      fill: 'forwards',
    });
    settling.current = gliding ?? null;
    gliding?.finished.then(then, () => {
      // Another video came meanwhile.
    });
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.pointerType !== 'touch') return;
    if (!event.isPrimary) return stop();
    const isAtEdge = event.clientX < edge || event.clientX > window.innerWidth - edge;
    const isZoomed = (window.visualViewport?.scale ?? 1) > 1.01;
    if (hasOwnMove(event.target, event.currentTarget) || isAtEdge || isZoomed) return;
    // Who is quick does not wait for the picture to come to rest.
    settling.current?.finish();
    const { pointerId: pointer, clientX: x, clientY: y, timeStamp: at } = event;
    move.current = { pointer, axis: null, from: { x, y }, dx: 0, trail: [{ x, at }] };
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const { current } = move;
    if (!current || event.pointerId !== current.pointer) return;
    const dx = event.clientX - current.from.x;
    if (!current.axis) {
      current.axis = axisOf(dx, event.clientY - current.from.y);
      if (current.axis === 'y') move.current = null;
      if (current.axis !== 'x') return;
      // What was touched is not pressed.
      event.currentTarget.setPointerCapture(current.pointer);
      current.from.x = event.clientX;
      setIsMoving(true);
      return;
    }
    current.dx = dx;
    const { timeStamp: at } = event;
    current.trail = [...current.trail.filter((spot) => at - spot.at < speedOverMs), { x: event.clientX, at }];
    place(shiftOf(dx, beside));
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    const { current } = move;
    if (!current || event.pointerId !== current.pointer) return;
    move.current = null;
    if (current.axis !== 'x') return;
    const { dx, trail } = current;
    const [first] = trail;
    const lasted = first ? event.timeStamp - first.at : 0;
    const speed = first && lasted > 0 ? (event.clientX - first.x) / lasted : 0;
    const width = event.currentTarget.clientWidth;
    const end = swipeEnd({ dx, speed, width }, { hasNewer: ways.newer, hasOlder: ways.older });
    const next = end === 'newer' ? newer : end === 'older' ? older : undefined;
    const shift = shiftOf(dx, beside);
    if (next) return settle(shift, Math.sign(dx) * width, () => onGo(next.id));
    settleBack(shift);
    if (end) onWish(end === 'older' ? 1 : -1);
  }

  function settleBack(shift: number): void {
    settle(shift, 0, () => {
      settling.current?.cancel();
      settling.current = null;
      place(0);
      setIsMoving(false);
    });
  }

  /** A second finger, or a browser that takes the move for its own. */
  function stop(): void {
    const { current } = move;
    move.current = null;
    if (current?.axis === 'x') settleBack(shiftOf(current.dx, beside));
  }

  return (
    <div
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={stop}
      className="relative flex min-w-0 touch-pan-y touch-pinch-zoom overflow-hidden bg-stage max-lg:top-14 max-lg:shrink-0 max-lg:[@media(min-height:700px)]:sticky lg:min-h-0 lg:flex-1"
    >
      <div ref={track} className="relative flex w-full min-w-0 flex-col lg:min-h-0">
        {isMoving && newer && <Beside video={newer} side="left" />}
        {children}
        {isMoving && older && <Beside video={older} side="right" />}
      </div>
    </div>
  );
}
