import { useEffect } from 'react';
import { setActiveTile } from './active-tile';
import { openMenu } from './open-menu';
import { getSelection } from './selection-store';
import { tileOf, videoIdOf } from './tile-of';
import { useChoosing } from './use-choosing';

/** A finger that rests so long chooses; one that goes so far (pixels) scrolls. */
const longPressMs = 450;
const restsWithin = 10;

/** The videos that a menu is of: all that are chosen where the tile is one of them, else its own alone. */
export function menuIdsOf(id: string): readonly string[] {
  const { ids } = getSelection();
  return ids.has(id) ? [...ids] : [id];
}

/** Where a menu stands: at the pointer, or by the tile where a key opened it. */
function placeOf({ clientX, clientY }: MouseEvent, tile: HTMLElement): DOMRect {
  const box = tile.getBoundingClientRect();
  const isAtPointer = clientX > box.left && clientX < box.right && clientY > box.top && clientY < box.bottom;
  return isAtPointer ? new DOMRect(clientX, clientY, 0, 0) : new DOMRect(box.left + 12, box.top + 12, 0, 0);
}

/**
 * Presses on tiles that choose instead of opening, the menu of a tile, and which tile somebody is at. It listens for all tiles
 * together, so that a tile costs nothing.
 */
export function useTileEvents(): void {
  const { press, toggle } = useChoosing();

  useEffect(() => {
    let resting: { timer: ReturnType<typeof setTimeout>; x: number; y: number; isDone: boolean } | null =
      null;
    /** The press that a finger ends is no press on the tile once it has chosen. */
    let isSwallowed = false;
    const controller = new AbortController();
    const { signal } = controller;
    const on = <Name extends keyof DocumentEventMap>(
      name: Name,
      listener: (event: DocumentEventMap[Name]) => void,
    ) => document.addEventListener(name, listener, { signal, capture: true });

    function stopResting() {
      if (resting) clearTimeout(resting.timer);
      resting = null;
    }

    on('pointerdown', (event) => {
      stopResting();
      isSwallowed = false;
      const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-video]') : null;
      if (event.pointerType !== 'touch' || !event.isPrimary || !tile) return;
      const choose = () => {
        if (!resting || resting.isDone) return;
        resting.isDone = true;
        isSwallowed = true;
        navigator.vibrate?.(10);
        toggle(videoIdOf(tile));
      };
      resting = { timer: setTimeout(choose, longPressMs), x: event.clientX, y: event.clientY, isDone: false };
    });
    on('pointermove', ({ clientX, clientY }) => {
      if (resting && Math.hypot(clientX - resting.x, clientY - resting.y) > restsWithin) stopResting();
    });
    on('pointerup', stopResting);
    on('pointercancel', stopResting);

    on('click', (event) => {
      const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-video]') : null;
      if (!tile || event.altKey) return;
      if (!isSwallowed && !press(videoIdOf(tile), event)) return;
      isSwallowed = false;
      event.preventDefault();
      event.stopPropagation();
    });

    on('contextmenu', (event) => {
      const tile = tileOf(event.target);
      if (!tile) return;
      event.preventDefault();
      // A finger that rests chooses; what Android makes of it besides is not wanted.
      const isTouch = 'pointerType' in event && event.pointerType === 'touch';
      if (isTouch || resting !== null) return;
      openMenu({ ids: menuIdsOf(videoIdOf(tile)), at: placeOf(event, tile), place: 'gallery' });
    });

    on('pointerover', ({ target, pointerType }) => {
      if (pointerType === 'touch') return;
      const tile = tileOf(target);
      setActiveTile('hovered', tile && videoIdOf(tile));
    });
    on('focusin', ({ target }) => {
      const tile = tileOf(target);
      setActiveTile('focused', tile && videoIdOf(tile));
    });
    on('focusout', ({ relatedTarget }) => relatedTarget === null && setActiveTile('focused', null));

    return () => {
      stopResting();
      controller.abort();
    };
  }, [press, toggle]);
}
