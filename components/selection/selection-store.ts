import { useSyncExternalStore } from 'react';
import { nothingSelected, type Selection } from './selection';

let selection: Selection = nothingSelected;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function getSelection(): Selection {
  return selection;
}

export function changeSelection(change: (selection: Selection) => Selection): void {
  const next = change(selection);
  if (next === selection) return;
  selection = next;
  for (const listener of listeners) listener();
}

export function clearSelection(): void {
  changeSelection(() => nothingSelected);
}

/** What is chosen in the gallery. */
export function useSelection(): Selection {
  return useSyncExternalStore(subscribe, getSelection, () => nothingSelected);
}

/** Whether this one is chosen; a change of others draws nothing anew. */
export function useIsSelected(id: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => selection.ids.has(id),
    () => false,
  );
}

/** Whether anything is chosen, so that a press chooses instead of opening. */
export function useIsSelecting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => selection.ids.size > 0,
    () => false,
  );
}
