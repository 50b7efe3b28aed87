import type { KeyboardEvent } from 'react';

/** Hears Escape for what stands in a dialog, which stays open. */
export function onEscape(cancel: (() => void) | undefined) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !cancel) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
}
