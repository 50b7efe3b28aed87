import 'server-only';
import { StudioError } from '@/lib/errors';
import { ChildError, runChild } from '@/lib/run-child';
import { takeTurn } from './take-turn';

/**
 * Writes the last frame of a video as a PNG, upright, as large as it is shown, in a process of its own.
 * @throws StudioError `unsupported` where its frames cannot be decoded here
 */
export async function writeLastFrame(
  work: { videoPath: string; framePath: string },
  timeoutMs = 60_000,
): Promise<void> {
  try {
    await takeTurn(() =>
      runChild({ script: 'lib/media/last-frame-child.ts', input: work, timeoutMs, memoryMegabytes: 1_536 }),
    );
  } catch (error) {
    if (!(error instanceof ChildError) || error.reason !== 'refusal') throw error;
    throw new StudioError('unsupported', error.message, { cause: error });
  }
}
