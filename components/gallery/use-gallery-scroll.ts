import { type RefObject, useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { GalleryModel } from './gallery-model';

/** After so long without a step, a scroll is over: page and content come together. */
const idleMs = 150;
/** What a wheel, a key or a finger sets going may begin so much later. */
const directMs = 300;
/** The rows that are drawn reach beyond what is seen by so much, and are drawn anew after a part of it. */
export const beyondPx = 480;
const stepPx = 160;

/** What sticks to the window's upper edge, over the gallery. */
const bars = '[data-bars]';

/**
 * Keeps the model and the window's scrolling together. `isAlive` is false while there is nothing to scroll. Draws anew
 * whenever other rows are wanted.
 */
export function useGalleryScroll(
  model: GalleryModel,
  container: RefObject<HTMLElement | null>,
  isAlive: boolean,
) {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const isMoving = useRef(false);
  const drawnAt = useRef({ top: 0, offset: 0 });
  drawnAt.current = { top: model.top, offset: model.scroll.offset };

  /** Takes note of where the page stands: what comes and goes above the gallery moves it, and nothing tells of that. */
  const look = useCallback(() => {
    const { current: element } = container;
    if (!element) return;
    const page = -element.getBoundingClientRect().top;
    model.start = page - window.scrollY;
    if (Math.abs(page - model.scroll.page) >= 0.5) model.follow(page, true);
  }, [model, container]);

  /** Scrolls the window to where the model says, without moving what is seen. */
  const applyPage = useRef(() => {});
  applyPage.current = () => {
    const { current: element } = container;
    if (!element) return;
    const place = -element.getBoundingClientRect().top;
    const by = model.scroll.page - place;
    if (Math.abs(by) >= 0.5) window.scrollBy({ top: by, behavior: 'instant' });
    // The window may stand between two pixels, or have no more room.
    model.scroll = { ...model.scroll, page: -element.getBoundingClientRect().top };
  };

  useEffect(() => {
    const { current: element } = container;
    if (!isAlive || !element) return;
    let directUntil = 0;
    let fingers = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function settle() {
      if (fingers > 0) return;
      isMoving.current = false;
      if (model.drift === 'none') draw();
      else {
        model.settle();
        flushSync(draw);
        applyPage.current();
      }
    }

    function onScroll() {
      if (!element) return;
      const now = performance.now();
      const isDirect = now < directUntil || fingers > 0;
      if (isDirect) directUntil = Math.max(directUntil, now + idleMs);
      const page = -element.getBoundingClientRect().top;
      if (Math.abs(page - model.scroll.page) < 0.5) return;
      isMoving.current = true;
      model.follow(page, isDirect);
      const isUrgent = model.drift === 'urgent';
      if (isUrgent) model.settle();
      const { top, offset } = drawnAt.current;
      if (Math.abs(model.top - top) > stepPx || model.scroll.offset !== offset) flushSync(draw);
      if (isUrgent) applyPage.current();
      clearTimeout(timer);
      timer = setTimeout(settle, idleMs);
    }

    function onDirect() {
      directUntil = performance.now() + directMs;
    }

    function onPress({ clientX, pointerType }: PointerEvent) {
      // On the scroll bar: what follows is no wheel's.
      if (pointerType === 'mouse' && clientX >= document.documentElement.clientWidth) directUntil = 0;
    }

    function onTouch({ touches }: TouchEvent) {
      fingers = touches.length;
      onDirect();
      if (fingers === 0) timer = setTimeout(settle, idleMs);
    }

    const passive = { passive: true, capture: true } as const;
    const direct = ['wheel', 'keydown'] as const;
    const touches = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('pointerdown', onPress, passive);
    for (const name of direct) window.addEventListener(name, onDirect, passive);
    for (const name of touches) window.addEventListener(name, onTouch, passive);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('pointerdown', onPress, passive);
      for (const name of direct) window.removeEventListener(name, onDirect, passive);
      for (const name of touches) window.removeEventListener(name, onTouch, passive);
    };
  }, [model, container, isAlive]);

  // What was laid out anew may have moved page and content apart; nobody is scrolling, so nobody can tell.
  useLayoutEffect(() => {
    if (!isAlive || !container.current) return;
    if (model.drift === 'none' || (isMoving.current && model.drift !== 'urgent')) return;
    model.settle();
    draw();
    applyPage.current();
  });

  useLayoutEffect(() => {
    if (!isAlive) return;
    const bar = document.querySelector<HTMLElement>(bars);
    function measure() {
      const top = bar ? Number.parseFloat(getComputedStyle(bar).top) || 0 : 0;
      model.view = window.innerHeight;
      model.cover = (bar?.offsetHeight ?? 0) + top;
      look();
      draw();
    }
    const observer = new ResizeObserver(measure);
    if (bar) observer.observe(bar);
    window.addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [model, isAlive, look]);

  /** Puts a place of the content at the window's upper edge. */
  const scrollTo = useCallback(
    (y: number) => {
      look();
      model.goTo(y);
      applyPage.current();
      draw();
    },
    [model, look],
  );

  return { draw, look, scrollTo };
}
