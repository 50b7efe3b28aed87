import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { getJob } from '@/lib/jobs/change-job';
import type { JobContext } from '@/lib/jobs/context';
import { hasRoom } from '@/lib/jobs/room';
import { findContent } from '@/lib/jobs/video-content';
import { readFields } from '@/lib/read-fields';
import type { StitchRequest } from './stitch-store';
import { fewestStitched, mostStitched, stitchFits } from './wire';

const frame = z.int('must be a whole number, counted from 0').min(0, 'must be 0 or more').nullish();

/** The longest side that is encoded, in pixels. */
const longestSide = 4_096;

function isTaken(size: string): boolean {
  const [, width, height] = /^([1-9]\d*)x([1-9]\d*)$/.exec(size) ?? [];
  return [width, height].map(Number).every((side) => side >= 16 && side <= longestSide && side % 2 === 0);
}

/** What `POST /api/stitches` takes. */
export const newStitchRequest = z.strictObject({
  videos: z
    .array(
      z.strictObject({
        id: z.string('must be text').max(200, 'may be 200 characters long'),
        first_frame: frame,
        last_frame: frame,
      }),
      'must be a list of videos',
    )
    .min(fewestStitched, `must name ${fewestStitched} videos or more`)
    .max(mostStitched, `may name ${mostStitched} videos`),
  size: z
    .string('must be text')
    .refine(isTaken, `must be like 1280x720, each side even and from 16 to ${longestSide}`)
    .nullish(),
  fit: z.enum(stitchFits, `must be ${stitchFits.join(' or ')}`).default('bars'),
});

/**
 * @param bytes of all videos of a stitch together
 * @throws StudioError `storage_full`: the rest of the disk is for what was paid for
 */
export async function requireRoomFor({ storage }: Pick<JobContext, 'storage'>, bytes: number): Promise<void> {
  // Once more beside the originals, and what is made of them.
  if (await hasRoom(storage, 2 * bytes)) return;
  const message = 'The disk that holds the data folder is nearly full, so nothing was made. Make room first.';
  throw new StudioError('storage_full', message);
}

/**
 * What is asked for, once every video of it is known to be here.
 * @throws StudioError naming the field, `videos[2].id`; `storage_full`
 */
export async function readStitchRequest(context: JobContext, body: unknown): Promise<StitchRequest> {
  const { videos, size, fit } = readFields(newStitchRequest, body);
  let bytes = 0;
  for (const [place, { id, first_frame: first, last_frame: last }] of videos.entries()) {
    const param = `videos[${place}].id`;
    const job = await getJob(context, id, param);
    if (!job.saved || job.trashedAt !== null) {
      const message = `Video ${place + 1} is ${job.trashedAt === null ? 'not ready' : 'in the trash'}.`;
      throw new StudioError('invalid_request', message, { param });
    }
    const { size: length } = await findContent(context, job, 'video').catch((error: unknown) => {
      const { code, message } = error as StudioError;
      throw error instanceof StudioError ? new StudioError(code, message, { param }) : error;
    });
    bytes += length;
    if (first != null && last != null && first > last)
      throw new StudioError('invalid_request', `videos[${place}].last_frame is before its first_frame.`, {
        param: `videos[${place}].last_frame`,
      });
  }
  await requireRoomFor(context, bytes);
  const parts = videos.map(({ id, first_frame: first, last_frame: last }) => ({
    id,
    ...(first != null && { firstFrame: first }),
    ...(last != null && { lastFrame: last }),
  }));
  return { parts, ...(size && { size }), fit };
}
