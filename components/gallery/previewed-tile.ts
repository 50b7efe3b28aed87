import { type FocusEvent, type PointerEvent, useSyncExternalStore } from 'react';

/** What makes a tile show more of its video: a pointer over it, the keyboard's focus, a first tap. */
export type Wish = 'pointer' | 'keyboard' | 'tap';

/** One tile of the whole page at most, so that at most one video plays. */
let previewed: { id: string; wish: Wish } | null = null;
const listeners = new Set<() => void>();

function change(next: typeof previewed): void {
  previewed = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Makes it this tile, and no other. */
export function startPreview(id: string, wish: Wish): void {
  if (previewed?.id !== id || previewed.wish !== wish) change({ id, wish });
}

/** Ends it where it is this tile. */
export function endPreview(id: string): void {
  if (previewed?.id === id) change(null);
}

/** What this tile is previewed for; `null` where it is not. */
export function usePreview(id: string): Wish | null {
  return useSyncExternalStore(
    subscribe,
    () => (previewed?.id === id ? previewed.wish : null),
    () => null,
  );
}

/** What a tile hears of the pointer and of the keyboard. A finger says nothing by passing over. */
export function previewHandlers(id: string, canPreview: boolean) {
  return {
    onPointerEnter({ pointerType }: PointerEvent) {
      if (canPreview && pointerType !== 'touch') startPreview(id, 'pointer');
    },
    onPointerLeave({ pointerType }: PointerEvent) {
      if (pointerType !== 'touch') endPreview(id);
    },
    onFocus({ target }: FocusEvent) {
      if (canPreview && target.matches(':focus-visible')) startPreview(id, 'keyboard');
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent) {
      if (!currentTarget.contains(relatedTarget)) endPreview(id);
    },
  };
}
