import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { isDialogOpen } from '@/components/studio/dialogs';
import type { GalleryModel } from './gallery-model';
import { placeOfSpot, rowAt, rowOf, type Spot, spotAt } from './lay-out-days';
import { moveSpot } from './move-spot';
import { placeToReveal } from './place-to-reveal';

type Scrolling = { draw: () => void; look: () => void; scrollTo: (y: number) => void };

/** Between the composer and the window's edge. */
const belowPx = 16;

/** The tile that an element of the gallery is in. */
function placeIn(target: Element): { date: string; at: number } | null {
  const date = target.closest<HTMLElement>('[data-day]')?.dataset.day;
  const place = Number(target.closest('li')?.getAttribute('aria-posinset'));
  return date && place > 0 ? { date, at: place - 1 } : null;
}

/**
 * The focus among tiles: Tab comes to one of them, arrow keys go on from there, and the row that holds it stays drawn. What
 * had it and is gone hands it to what is in its place.
 */
export function useTileFocus(
  model: GalleryModel,
  container: RefObject<HTMLElement | null>,
  scrolling: Scrolling,
) {
  const active = useRef<Spot | null>(null);
  const hasFocus = useRef(false);
  /** The focus is on its way: to a tile that is not drawn yet, or not loaded. */
  const isComing = useRef(false);
  const latest = useRef(scrolling);
  latest.current = scrolling;

  function elementOf(spot: Spot): HTMLElement | null {
    const box = model.layout.days.find(({ day }) => day.date === spot.date);
    if (!box) return null;
    const place = placeOfSpot(box.day, spot) + 1;
    return container.current?.querySelector(`[data-day="${spot.date}"] li[aria-posinset="${place}"]`) ?? null;
  }

  /** Scrolls no further than it takes to show all of a tile. */
  function reveal(spot: Spot): void {
    const box = model.layout.days.find(({ day }) => day.date === spot.date);
    if (!box) return;
    latest.current.look();
    const height = box.rows.heightOf(rowOf(box, placeOfSpot(box.day, spot)));
    const above = model.cover + model.layout.head;
    const below = (document.getElementById('composer')?.offsetHeight ?? 0) + belowPx;
    const { top, view } = model;
    const place = placeToReveal({ y: model.yOf(spot), height }, { top, view, above, below });
    if (place !== null) latest.current.scrollTo(place);
  }

  function focus(spot: Spot): void {
    active.current = spot;
    isComing.current = true;
    reveal(spot);
    latest.current.draw();
  }

  useLayoutEffect(() => {
    const { activeElement, body } = document;
    const isLost = hasFocus.current && activeElement === body;
    if (!active.current || !(isComing.current || isLost)) return;
    if (activeElement !== body && !container.current?.contains(activeElement)) {
      // It has gone elsewhere meanwhile, and is not fetched back.
      isComing.current = false;
      return;
    }
    const frame = elementOf(active.current);
    const link = frame?.querySelector<HTMLElement>('a[data-video]');
    (link ?? frame)?.focus({ preventScroll: true });
    isComing.current = !link;
  });

  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent) {
      const { layout } = model;
      if (event.key !== 'Home' && event.key !== 'End') return;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.target !== document.body || isDialogOpen() || container.current?.closest('[inert]')) return;
      event.preventDefault();
      latest.current.scrollTo(event.key === 'Home' ? Number.NEGATIVE_INFINITY : layout.height);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [model, container]);

  /** Where Tab comes to: where the focus was, or the first tile that is seen. */
  function stop(drawnFrom: number, drawnTo: number): Spot | null {
    const { current: spot } = active;
    if (spot && (hasFocus.current || isComing.current)) return spot;
    const y = spot ? model.yOf(spot) : -1;
    if (spot && y >= drawnFrom && y < drawnTo) return spot;
    const { index, row } = rowAt(model.layout, model.top + model.cover + model.layout.head);
    const box = model.layout.days[index];
    return box ? spotAt(box.day, box.rows.first(Math.max(0, row))) : null;
  }

  return {
    focus,
    stop,
    /** The tile whose row stays drawn wherever the page is scrolled, or `null`. */
    held: () => (hasFocus.current || isComing.current ? active.current : null),
    handlers: {
      onFocus({ target }: FocusEvent) {
        const place = placeIn(target);
        const box = place && model.layout.days.find(({ day }) => day.date === place.date);
        if (!place || !box) return;
        hasFocus.current = true;
        active.current = spotAt(box.day, place.at);
        // On a frame it only waits for what comes into it.
        if (!target.matches('li')) isComing.current = false;
        latest.current.draw();
      },
      onBlur({ target, relatedTarget }: FocusEvent) {
        if (relatedTarget instanceof Element && container.current?.contains(relatedTarget)) return;
        // What was taken out of the page did not give the focus away.
        queueMicrotask(() => {
          if (target.isConnected) hasFocus.current = false;
        });
      },
      onKeyDown(event: KeyboardEvent) {
        const { key, target } = event;
        if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
        // With Shift, what the arrows come to is chosen.
        if (event.shiftKey && !key.startsWith('Arrow')) return;
        if (!(target instanceof HTMLElement) || !target.matches('li, a[data-video]') || !active.current)
          return;
        const foot = document.getElementById('composer')?.offsetHeight ?? 0;
        const next = moveSpot(model.layout, active.current, key, model.view - model.cover - foot);
        if (!next) return;
        event.preventDefault();
        focus(next);
      },
    },
  };
}
