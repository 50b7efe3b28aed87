/** The way to a day of the gallery, for whatever stands outside it. */
type Jump = (date: string) => void;

let jump: Jump | null = null;

/** Said by the gallery while it is there. */
export function setGalleryJump(next: Jump): () => void {
  jump = next;
  return () => {
    if (jump === next) jump = null;
  };
}

/** Shows a day (`2026-11-21`), or the next one before it that has videos. */
export function jumpToDate(date: string): void {
  jump?.(date);
}
