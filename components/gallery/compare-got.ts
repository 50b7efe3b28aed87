import type { Video } from '@/lib/jobs/wire';

type Held = Pick<Video['firstframe'], 'asked' | 'got'>;

/** What of a finished file can be another than it was asked. */
export type Difference = 'size' | 'seconds' | 'fps';

/** A length is never exact to the frame: so many seconds, or this part of it, is what was asked. */
const lengthTolerance = { seconds: 0.25, part: 0.05 };
const rateTolerance = 0.1;

/** What the file holds that was asked otherwise; nothing where nothing was asked, or there is no file yet. */
export function differencesOf({ asked, got }: Held): Difference[] {
  if (!got) return [];
  const differences: Difference[] = [];
  // A size in words ("720p") has no pixels to compare.
  const hasPixels = /^\d+x\d+$/.test(asked.size ?? '');
  if (hasPixels && asked.size !== `${got.width}x${got.height}`) differences.push('size');
  if (asked.seconds !== null) {
    const allowed = Math.max(lengthTolerance.seconds, asked.seconds * lengthTolerance.part);
    if (Math.abs(got.seconds - asked.seconds) > allowed) differences.push('seconds');
  }
  if (asked.fps !== null && got.fps !== null && Math.abs(got.fps - asked.fps) > rateTolerance)
    differences.push('fps');
  return differences;
}
