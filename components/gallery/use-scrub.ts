import { type RefObject, useEffect, useState } from 'react';
import type { Wish } from './previewed-tile';
import { stillAt } from './still-style';

/** Resting so long on a tile is a wish to see it play. */
const restMs = 300;
/** A hand that rests still trembles. */
const tremblePx = 6;
/** A pointer that only passes over is no reason to fetch anything. */
const passMs = 80;

/**
 * What a pointer over a tile does: moving it scrubs through the stills of a contact sheet, resting plays the video. By
 * keyboard it plays after a rest, by a tap at once. Whoever asks for less motion has to move it themselves.
 * @param layer lies over the whole tile, whose pointer events reach its parent
 */
export function useScrub(layer: RefObject<HTMLElement | null>, sheetUrl: string | null, wish: Wish) {
  const [still, setStill] = useState<number | null>(null);
  const [isSheetThere, setIsSheetThere] = useState(false);
  const [isPlaying, setIsPlaying] = useState(wish === 'tap');

  useEffect(() => {
    const tile = layer.current?.parentElement;
    if (!tile || wish === 'tap') return;
    const begunAt = performance.now();
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const sheet = new Image();
    let isThere = false;
    let restsAt: number | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function rest() {
      clearTimeout(timer);
      if (!isCalm) timer = setTimeout(() => setIsPlaying(true), restMs);
    }

    function fetchSheet(url: string) {
      if (sheet.src || performance.now() - begunAt < passMs) return;
      sheet.src = url;
      // Shown when all of it can be drawn; until then the poster stays.
      sheet.decode().then(
        () => {
          isThere = true;
          setIsSheetThere(true);
        },
        () => {},
      );
    }

    function move({ clientX, pointerType }: PointerEvent) {
      const box = layer.current?.getBoundingClientRect();
      if (!box || !sheetUrl || pointerType === 'touch') return;
      fetchSheet(sheetUrl);
      setStill(stillAt((clientX - box.left) / box.width));
      const isTremble = restsAt !== null && Math.abs(clientX - restsAt) < tremblePx;
      if (isTremble || !isThere) return;
      restsAt = clientX;
      setIsPlaying(false);
      rest();
    }

    rest();
    tile.addEventListener('pointermove', move);
    return () => {
      clearTimeout(timer);
      tile.removeEventListener('pointermove', move);
    };
  }, [layer, sheetUrl, wish]);

  return { still: isSheetThere ? still : null, isPlaying };
}
