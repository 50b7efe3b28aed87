import { useEffect, useRef } from 'react';
import { type Selection, selectSwept } from './selection';
import { changeSelection, getSelection } from './selection-store';
import { type Box, bandBetween, coveredBy, movedBy, type Point, scrollStep, sweepBeginsAt } from './sweep';
import { tileOf, videoIdOf } from './tile-of';

type Sweep = {
  start: Point;
  /** Where the pointer is, in the window. */
  pointer: Point;
  before: Selection;
  boxes: Map<string, Box>;
  isDrawn: boolean;
};

const pressed = 'button, input, select, textarea, label, summary, video, [role="slider"], [contenteditable]';

/** Whether a band may begin there: on ground that does nothing, or on a tile with a key held. */
function isGround({ target, metaKey, ctrlKey, shiftKey }: PointerEvent): boolean {
  if (!(target instanceof Element) || target.closest(pressed)) return false;
  if (tileOf(target)) return metaKey || ctrlKey || shiftKey;
  const main = document.querySelector('main');
  const isBeside = target === main?.parentElement || target.matches('html, body');
  return isBeside || (target.closest('main') !== null && target.closest('a') === null);
}

const pageY = (y: number) => y + window.scrollY;

/** Where the tiles of the page are now. */
function boxesOfPage(): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const tile of document.querySelectorAll<HTMLElement>('main [data-video]')) {
    const { left, right, top, bottom } = tile.getBoundingClientRect();
    boxes.set(videoIdOf(tile), { left, right, top: pageY(top), bottom: pageY(bottom) });
  }
  return boxes;
}

/** Takes note of where tiles are; those that were seen before stay known. The band goes along with what it lies on. */
function noteBoxes(sweep: Sweep): void {
  const boxes = boxesOfPage();
  const by = movedBy(sweep.boxes, boxes);
  if (by !== 0) {
    sweep.start = { ...sweep.start, y: sweep.start.y + by };
    for (const [id, box] of sweep.boxes)
      sweep.boxes.set(id, { ...box, top: box.top + by, bottom: box.bottom + by });
  }
  for (const [id, box] of boxes) sweep.boxes.set(id, box);
}

/**
 * A band that is drawn over the tiles with a mouse or a pen chooses what it covers. Near an edge the page scrolls, and what
 * was covered stays so when the gallery has taken it from the page.
 */
export function SweepBand() {
  const band = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let sweep: Sweep | null = null;
    let frame = 0;

    function draw() {
      if (!sweep || !band.current) return;
      const step = scrollStep(sweep.pointer.y, window.innerHeight);
      if (step !== 0) window.scrollBy(0, step);
      noteBoxes(sweep);
      const box = bandBetween(sweep.start, { x: sweep.pointer.x, y: pageY(sweep.pointer.y) });
      const { style } = band.current;
      style.display = 'block';
      style.transform = `translate(${box.left}px, ${box.top - window.scrollY}px)`;
      style.width = `${box.right - box.left}px`;
      style.height = `${box.bottom - box.top}px`;
      const { before, boxes } = sweep;
      const covered = coveredBy(box, boxes);
      const chosen = selectSwept(before, covered);
      changeSelection((now) =>
        now.ids.size === chosen.ids.size && covered.every((id) => now.ids.has(id)) ? now : chosen,
      );
      frame = requestAnimationFrame(draw);
    }

    function end() {
      cancelAnimationFrame(frame);
      if (band.current) band.current.style.display = 'none';
      sweep = null;
    }

    function down(event: PointerEvent) {
      if (event.button !== 0 || event.pointerType === 'touch' || !isGround(event)) return;
      const pointer = { x: event.clientX, y: event.clientY };
      const start = { x: pointer.x, y: pageY(pointer.y) };
      sweep = { start, pointer, before: getSelection(), boxes: boxesOfPage(), isDrawn: false };
    }

    function move(event: PointerEvent) {
      if (!sweep) return;
      sweep.pointer = { x: event.clientX, y: event.clientY };
      if (sweep.isDrawn) return;
      const { start, pointer } = sweep;
      if (Math.hypot(pointer.x - start.x, pageY(pointer.y) - start.y) < sweepBeginsAt) return;
      sweep.isDrawn = true;
      document.getSelection()?.removeAllRanges();
      frame = requestAnimationFrame(draw);
    }

    function up() {
      // The press that ends a band is no press on what lies there.
      if (sweep?.isDrawn) {
        const swallow = (event: Event) => {
          event.preventDefault();
          event.stopPropagation();
        };
        window.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
      }
      end();
    }

    function leave(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !sweep?.isDrawn) return;
      event.preventDefault();
      const { before } = sweep;
      end();
      changeSelection(() => before);
    }

    // While a band may be meant, nothing is dragged and no words are marked.
    const hold = (event: Event) => sweep && event.preventDefault();
    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener('pointerdown', down, { signal });
    document.addEventListener('pointermove', move, { signal });
    document.addEventListener('pointerup', up, { signal });
    document.addEventListener('pointercancel', end, { signal });
    document.addEventListener('keydown', leave, { signal, capture: true });
    document.addEventListener('selectstart', hold, { signal });
    document.addEventListener('dragstart', hold, { signal, capture: true });
    return () => {
      controller.abort();
      end();
    };
  }, []);

  return (
    <div
      ref={band}
      aria-hidden
      style={{ display: 'none' }}
      className="pointer-events-none fixed top-0 left-0 z-20 rounded-[4px] border border-accent bg-accent/15"
    />
  );
}
