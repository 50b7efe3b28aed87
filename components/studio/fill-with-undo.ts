import { shownUrl } from '@/components/framing/shown-url';
import { type Draft, type DraftImage, fillDraft, getDraft } from './draft';

/** The address of an image is revoked when another takes its slot; its file is not. */
function showAgain(image: DraftImage): DraftImage {
  return { ...image, url: shownUrl(image.file) };
}

/** Changes the draft and gives back what undoes that, images and all. */
export function fillWithUndo(changes: Partial<Draft>): () => void {
  const before = getDraft();
  fillDraft(changes);
  return () =>
    fillDraft({
      ...before,
      firstFrame: before.firstFrame && showAgain(before.firstFrame),
      lastFrame: before.lastFrame && showAgain(before.lastFrame),
      references: before.references.map(showAgain),
    });
}
