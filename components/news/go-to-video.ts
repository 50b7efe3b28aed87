import { enterRoom } from '@/components/studio/room';

/** Leads to a video's tile where it is shown, else into its review room. */
export function goToVideo(id: string): void {
  const tile = document.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`);
  if (tile) {
    tile.scrollIntoView({ block: 'center' });
    tile.focus({ preventScroll: true });
  } else {
    enterRoom(id);
  }
}
