/** The link of the tile that an element is in, by which the tile is known; `null` outside the tiles. */
export function tileOf(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const link = target.closest<HTMLElement>('[data-video]');
  return link ?? target.closest('li')?.querySelector<HTMLElement>('[data-video]') ?? null;
}

/** The video of a tile. */
export function videoIdOf(tile: HTMLElement): string {
  return tile.dataset.video ?? '';
}

/** The tile of a video, where the gallery has it on the page now. */
export function findTile(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`);
}
