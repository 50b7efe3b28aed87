import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A pointer that only passes over is no wish to see it play. */
const hoverMs = 150;

/** At most one video plays in the whole page. */
let playing: string | null = null;
const listeners = new Set<() => void>();

function play(id: string | null): void {
  playing = id;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a tile plays, and what makes it: resting on it with a pointer, reaching it by keyboard, a first tap. */
export function usePreview(id: string, canPlay: boolean) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isPlaying = useSyncExternalStore(
    subscribe,
    () => playing === id && canPlay,
    () => false,
  );

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (playing === id) play(null);
    },
    [id],
  );

  function start() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => play(id), hoverMs);
  }

  function stop() {
    clearTimeout(timer.current);
    if (playing === id) play(null);
  }

  return {
    isPlaying,
    handlers: {
      onPointerEnter: (event: React.PointerEvent) => event.pointerType !== 'touch' && start(),
      onPointerLeave: (event: React.PointerEvent) => event.pointerType !== 'touch' && stop(),
      onFocus: (event: React.FocusEvent) => event.target.matches(':focus-visible') && start(),
      onBlur: stop,
    },
    /** With a finger, the first tap plays and the second opens. */
    takesTap(event: MouseEvent): boolean {
      const isTouch = 'pointerType' in event && event.pointerType === 'touch';
      if (!isTouch || !canPlay || playing === id) return false;
      play(id);
      return true;
    },
  };
}
