import type { PendingSend } from '@/components/studio/pending-sends';
import type { Video } from '@/lib/jobs/wire';

/**
 * What one tile stands for. A create is first on its way and then a video, under one key, so that its tile stays the
 * same element all along. `at` is Unix milliseconds.
 */
export type Entry = { key: string; at: number } & ({ send: PendingSend } | { video: Video });

function keyOf(video: Video): string {
  return video.firstframe.idempotency_key ?? video.id;
}

/** Which creates are videos by now. */
export function madeKeys(videos: readonly Video[]): ReadonlySet<string> {
  return new Set(videos.map(keyOf));
}

/** The creates that are not videos yet, then the videos: each create once. */
export function toEntries(sends: readonly PendingSend[], videos: readonly Video[]): Entry[] {
  const made = madeKeys(videos);
  const sending = sends.filter(({ key }) => !made.has(key));
  return [
    ...sending.map((send) => ({ key: send.key, at: send.sentAt, send })),
    ...videos.map((video) => ({ key: keyOf(video), at: video.created_at * 1_000, video })),
  ];
}
