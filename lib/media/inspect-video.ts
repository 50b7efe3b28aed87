import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { ChildError, runChild } from '@/lib/run-child';
import { takeTurn } from './take-turn';

const inspectedSchema = z.object({
  type: z.enum(['video/mp4', 'video/webm', 'video/quicktime']),
  // Twice what 8K has, and a week: what says more of itself is not what a model has made.
  width: z.int().positive().max(16_384),
  height: z.int().positive().max(16_384),
  seconds: z.number().nonnegative().max(604_800),
  fps: z.number().positive().nullable(),
  codec: z.string(),
  hasPoster: z.boolean(),
  hasSpritesheet: z.boolean(),
});

/**
 * What a video file really holds. `width` and `height` are as people see them, rotation applied; `codec` is `avc`,
 * `hevc`, `vp8`, `vp9`, `av1` or `prores`, or `unknown`. Matroska that is not WebM counts as `video/webm`, as browsers
 * take it. `has…` tells whether the still was written: it is not where the codec cannot be decoded here.
 */
export type InspectedVideo = z.infer<typeof inspectedSchema>;

type InspectOptions = {
  videoPath: string;
  /** Where to write the first frame, a WebP with its long side ≤ 1280. */
  posterPath: string;
  /** Where to write the contact sheet, a JPEG laid out as `spritesheet-layout.ts` says. */
  spritesheetPath: string;
  signal?: AbortSignal;
  timeoutMs?: number;
};

/** 23.976 for 24000 ⁄ 1001, and 24 for what rounding in the container has made of 24. */
function roundRate(fps: number | null): number | null {
  return fps === null ? null : Math.round(fps * 1_000) / 1_000;
}

/** What decoding may take: 4K in 10-bit HEVC takes half of it. */
const memoryMegabytes = 1_536;
/** The index alone is read in a second or two. */
const indexTimeoutMs = 20_000;

/**
 * Opens a video of any provider in a process of its own, by its content and never its name, tells what it is, and
 * writes a poster and a contact sheet. At most two run at once; more wait.
 * @throws StudioError `archive_failed` for a file that is not a video, is cut short, or takes more than it may to open
 * @throws ChildError when it could not be looked into here and now, which says nothing about the file
 */
export async function inspectVideo(options: InspectOptions): Promise<InspectedVideo> {
  const { signal, timeoutMs = 60_000, ...paths } = options;
  const look = async (wantsStills: boolean) => {
    const found = await runChild({
      script: 'lib/media/inspect-child.ts',
      input: { ...paths, wantsStills },
      timeoutMs: wantsStills ? timeoutMs : Math.min(timeoutMs, indexTimeoutMs),
      signal,
      memoryMegabytes,
    });
    const { data: video, error } = inspectedSchema.safeParse(found);
    if (!video) {
      const message = `The video is damaged: it says of its ${error.issues[0]?.path.join('.')} what cannot be.`;
      throw new StudioError('archive_failed', message, { cause: error });
    }
    return { ...video, fps: roundRate(video.fps) };
  };
  return await takeTurn(async () => {
    try {
      // Where decoding brings the process down, the index alone may still be sound, and the video worth keeping.
      return await look(true).catch((error) => (isBreakdown(error) ? look(false) : Promise.reject(error)));
    } catch (error) {
      if (!(error instanceof ChildError) || error.reason === 'error') throw error;
      throw new StudioError('archive_failed', refusals[error.reason] ?? error.message, { cause: error });
    }
  });
}

/** What is said of a file whose index alone is more than a process may take. */
const refusals: Partial<Record<ChildError['reason'], string>> = {
  timeout: 'The video cannot be opened: reading its index takes too long.',
  memory: 'The video cannot be opened: reading its index takes too much memory.',
  fall: 'The video cannot be opened: reading its index brings the reader down.',
};

function isBreakdown(error: unknown): boolean {
  return error instanceof ChildError && error.reason !== 'refusal';
}
