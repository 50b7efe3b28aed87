import { openPicture } from '@/components/framing/open-picture';
import { keepSmallCopy, shownUrl } from '@/components/framing/shown-url';
import type { DraftImage } from '@/components/studio/draft';
import { isVideo, longestSignature, sniffImage } from '@/lib/client/sniff-image';

/** No photo is larger. What the studio would not take is made smaller before it is sent. */
const maximumImageBytes = 100 * 1024 * 1024;

/** Why a file is no picture for a slot: a key below `composer.firstFrame`, with its values. */
export type Refusal = { reason: 'wrongType' | 'tooLarge' | 'broken' | 'video'; name: string; size: string };

/** Reads a file for a slot, judging it by its content. */
export async function readPicture(file: File): Promise<{ image: DraftImage } | { refusal: Refusal }> {
  const refuse = (reason: Refusal['reason']) => ({
    refusal: { reason, name: file.name, size: (file.size / 1024 / 1024).toFixed(1) },
  });
  const head = new Uint8Array(await file.slice(0, longestSignature).arrayBuffer());
  const type = sniffImage(head);
  if (!type) return refuse(isVideo(head) ? 'video' : 'wrongType');
  if (file.size > maximumImageBytes) return refuse('tooLarge');
  const typed = file.type === type ? file : new File([file], file.name, { type });
  try {
    const picture = await openPicture(typed);
    await keepSmallCopy(typed, picture);
    return { image: { file: typed, url: shownUrl(typed), ...picture.whole, framing: null } };
  } catch {
    return refuse('broken');
  }
}
