import 'server-only';
import { z } from 'zod';
import type { FrameOrigin } from './job';
import { orJsonText } from './or-json-text';
import { videoIdSchema } from './video-id';

const shape = z.strictObject(
  {
    // Whether there is such a video is not asked: it may be deleted by now.
    video_id: videoIdSchema,
    frame: z.coerce.number().pipe(z.int().min(0)).optional(),
    seconds: z.coerce.number().min(0).optional(),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? undefined
        : 'must be an object such as {"video_id": "video_…", "frame": 57}',
  },
);

/** `first_frame_from` and `last_frame_from`: which frame of which video an image is. */
export const originField = z
  .preprocess(orJsonText, shape.optional())
  .transform((given): FrameOrigin | undefined => {
    if (!given) return undefined;
    const { video_id: videoId, frame, seconds } = given;
    return {
      videoId,
      ...(frame === undefined ? {} : { frame }),
      ...(seconds === undefined ? {} : { seconds }),
    };
  });
