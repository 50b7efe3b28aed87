import { useSyncExternalStore } from 'react';
import type { ImageSlot } from './draft';

/** Of any number of videos. */
type ManyVideos<Name> = { name: Name; ids: readonly string[] };

/** What can lie over the studio, one at a time. */
export type OpenDialog =
  | { name: 'framing'; slot: ImageSlot }
  | {
      name: 'pictures';
      slot: ImageSlot;
      /** The video to choose a frame of. */
      videoId?: string;
    }
  | { name: 'prompts'; tab?: 'history' | 'library' | 'settings' }
  | { name: 'improve' }
  | { name: 'matrix' }
  /** Choosing what to compare a video with. */
  | { name: 'compare'; videoId: string }
  /** Of the draft, of the one that was just refused, or of a video. */
  | { name: 'request'; of?: 'refused' | { videoId: string } }
  | ManyVideos<'tags'>
  | ManyVideos<'move'>
  | ManyVideos<'retryMany'>
  | { name: 'palette' }
  | { name: 'shortcuts' }
  | { name: 'news' }
  | { name: 'price' }
  | { name: 'filters' }
  | { name: 'projects' }
  | { name: 'share'; videoIds: readonly string[] }
  /** Videos to stitch; none, to see what was stitched before. */
  | { name: 'stitch'; videoIds: readonly string[] };

let open: OpenDialog | null = null;
const listeners = new Set<() => void>();

function change(next: OpenDialog | null): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Whether one lies over the page, which then has no keys of its own. */
export function isDialogOpen(): boolean {
  return open !== null;
}

/** Does something once no dialog lies over the page, which may be now; never where one of that name is open before. */
export function whenNoDialog(act: () => void, unless: OpenDialog['name']): void {
  function look(): void {
    if (open && open.name !== unless) return;
    listeners.delete(look);
    if (!open) act();
  }
  listeners.add(look);
  look();
}

/** Opens a dialog in place of the one that is open. */
export function openDialog(dialog: OpenDialog): void {
  change(dialog);
}

export function closeDialog(): void {
  change(null);
}

/** The dialog that is open, or `null`. */
export function useOpenDialog(): OpenDialog | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
    () => null,
  );
}
