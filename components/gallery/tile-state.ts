import type { Video } from '@/lib/jobs/wire';

/** The states of a tile, as people tell them apart. */
export type TileKind =
  | 'sending'
  | 'queued'
  | 'waiting'
  | 'paused'
  | 'held'
  | 'running'
  | 'stalled'
  | 'reconnecting'
  | 'saving'
  | 'ready'
  | 'unsure'
  | 'moderated'
  | 'failed'
  | 'expired'
  | 'cancelled';

const underWay: ReadonlySet<TileKind> = new Set([
  'sending',
  'queued',
  'waiting',
  'running',
  'stalled',
  'reconnecting',
  'saving',
]);

/** Whether it goes on by itself, so that all there is to say is how far it is. */
export function isUnderWay(kind: TileKind): boolean {
  return underWay.has(kind);
}

/** So many polls in a row must come to nothing before it is worth a word: one lost packet is not. */
const worthAWord = 2;

/** Ends that are told apart from a failure. */
const endings: Record<string, TileKind> = {
  moderation_blocked: 'moderated',
  video_expired: 'expired',
  cancelled: 'cancelled',
};

/** What a video looks like to a person now. */
export function tileKind({ status, error, firstframe }: Video): TileKind {
  if (status === 'completed') return 'ready';
  if (status === 'failed') {
    return endings[error?.code ?? ''] ?? 'failed';
  }
  if (firstframe.step === 'unsure') return 'unsure';
  if (firstframe.paused) return 'paused';
  // A word and no failed try: it is not sent until somebody sees to something.
  if (firstframe.step === 'submit')
    return firstframe.error_message && firstframe.failures === 0 ? 'held' : 'queued';
  if (firstframe.failures >= worthAWord) return 'reconnecting';
  if (firstframe.step === 'archive') return 'saving';
  if (firstframe.stalled_at) return 'stalled';
  return firstframe.upstream_queued ? 'waiting' : 'running';
}

/** Width ÷ height of a size, within what a row can hold; 16:9 where nothing is known. */
export function tileRatio(size: string | null): number {
  const [width = 0, height = 0] = (size ?? '').split('x').map(Number);
  return width > 0 && height > 0 ? Math.min(3, Math.max(0.4, width / height)) : 16 / 9;
}

/** Models make sizes of their own, a little off what was asked. */
const nearlySame = 0.06;

/**
 * Width ÷ height of a video's tile: of what was asked while there is no file, and of the file when there is. A file that
 * is only a little off loses a sliver of its edge instead of moving every tile after it.
 */
export function videoRatio({ size, firstframe }: Pick<Video, 'size' | 'firstframe'>): number {
  const found = tileRatio(size);
  const asked = tileRatio(firstframe.asked.size ?? size);
  return Math.abs(found / asked - 1) <= nearlySame ? asked : found;
}

/** `1:20` for eighty seconds, `1:02:03` beyond an hour. */
export function formatElapsed(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1_000));
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60];
  const tail = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(seconds).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** A length of the finished file as on a player: `0:04`. */
export function formatLength(seconds: number): string {
  return formatElapsed(Math.round(seconds) * 1_000);
}
