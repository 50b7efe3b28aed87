import 'server-only';
import { StudioError } from '@/lib/errors';
import { ChildError, runChild } from '@/lib/run-child';
import type { StitchOutcome, StitchWork } from './stitch-child';

/** A file that was made of several: whether its pictures were copied as they were, and what it is like. */
export type StitchedVideo = Omit<Extract<StitchOutcome, { outcome: 'made' }>, 'outcome'>;

/** As long as all of it may be. */
const maximumSeconds = 600;
/** So long a video at 4K takes about as long on one slow core. */
const timeoutMs = 3 * 60 * 60_000;
const memoryMegabytes = 2_048;

type StitchOptions = Omit<StitchWork, 'maximumSeconds'> & {
  signal: AbortSignal;
  /** @param percent from 0 to 100, more each time */
  onProgress: (percent: number) => void;
};

/**
 * Writes the wanted frames of several videos as one MP4, in a process of its own. Where all are alike and begin with a key
 * frame, nothing is encoded anew.
 * @throws StudioError `invalid_request` or `unsupported` naming the video (`videos[2]`), `storage_full`; else ChildError
 */
export async function stitchVideos({ signal, onProgress, ...given }: StitchOptions): Promise<StitchedVideo> {
  const input: StitchWork = { ...given, maximumSeconds };
  const found = await runChild({
    script: 'lib/media/stitch-child.ts',
    ...{ input, timeoutMs, memoryMegabytes, signal, onProgress },
  });
  const outcome = found as StitchOutcome;
  if (outcome.outcome === 'no-room')
    throw new StudioError('storage_full', 'The disk that holds the data folder is full.');
  if (outcome.outcome === 'made') {
    const { outcome: _made, ...video } = outcome;
    return video;
  }
  const { part, message } = outcome;
  if (part === null) throw new StudioError('invalid_request', message, { param: 'videos' });
  throw new StudioError('unsupported', `Video ${part + 1} ${message}`, { param: `videos[${part}]` });
}

/** What is said of a stitch that failed for a reason that need not lie in its videos. */
export function wordsOf(error: unknown): string {
  if (error instanceof StudioError) return error.message;
  if (!(error instanceof ChildError)) return 'It could not be made; the log of the studio says why.';
  if (error.reason === 'timeout') return 'It took longer than it may.';
  if (error.reason === 'memory') return 'It took more memory than it may.';
  return 'It could not be made: one of the videos could not be decoded here.';
}
