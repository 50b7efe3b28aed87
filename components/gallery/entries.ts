import type { PendingSend } from '@/components/studio/pending-sends';
import type { Library } from '@/lib/client/library';
import { type LibraryDay, videoAt } from '@/lib/client/library-day';
import type { Video } from '@/lib/jobs/wire';
import { tileRatio, videoRatio } from './tile-state';

/** One day as it is shown: the creates of today that are on their way, then its videos. `count` is of both. */
export type ShownDay = {
  readonly date: string;
  readonly count: number;
  readonly sends: readonly PendingSend[];
  /** `null` while it has nothing but sends. */
  readonly videos: LibraryDay | null;
};

/**
 * What one tile stands for. A create is first on its way and then a video, under one key, so that its tile stays the
 * same element all along. What is not loaded is known by its place, counted from the day's end, where it stays.
 */
export type Entry = { key: string; send?: PendingSend; video?: Video };

function keyOf(video: Video): string {
  return video.firstframe.idempotency_key ?? video.id;
}

/** Which creates are videos by now. */
export function madeKeys(videos: readonly Video[]): ReadonlySet<string> {
  return new Set(videos.map(keyOf));
}

/** A day of this browser's time zone, as the timeline names it. */
export function dateOf(ms: number): string {
  const at = new Date(ms);
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The days of the library with the creates that are not videos yet before those of today. */
export function toDays(library: Library, sends: readonly PendingSend[], now: number): ShownDay[] {
  const days = library.days.map((videos) => ({ date: videos.date, count: videos.count, sends: [], videos }));
  if (sends.length === 0) return days;
  const date = dateOf(now);
  const today = days.find((day) => day.date === date);
  const videos = today?.videos ?? null;
  const made = madeKeys(videos?.runs.flatMap((run) => run.videos) ?? []);
  const sending = sends.filter(({ key }) => !made.has(key));
  if (sending.length === 0) return days;
  const shown = { date, count: sending.length + (today?.count ?? 0), sends: sending, videos };
  return [shown, ...days.filter((day) => day !== today)];
}

/** What a place of a day stands for. */
export function entryAt({ sends, videos, count }: ShownDay, at: number): Entry {
  const send = sends[at];
  if (send) return { key: send.key, send };
  const video = videos ? videoAt(videos, at - sends.length) : undefined;
  return video ? { key: keyOf(video), video } : { key: `unknown ${count - at}` };
}

/**
 * The ratios of the tiles of each day, also of videos that were loaded once and forgotten since, so that they keep their
 * boxes. What was never loaded has the usual ratio: the commonest of the first that were.
 */
export class RatioMemory {
  usual = 16 / 9;
  #isUsualKnown = false;
  /** By date, counted from the day's end, where new videos change nothing. */
  readonly #days = new Map<string, Float32Array>();

  /** `null` where nothing is known, so that all are usual. */
  of({ date, count, sends, videos }: ShownDay): Float32Array | null {
    const runs = videos?.runs ?? [];
    const before = this.#days.get(date);
    if (runs.length === 0 && sends.length === 0 && !before) return null;
    if (!this.#isUsualKnown && runs[0]) this.#learnUsual(runs[0].videos);
    const kept = new Float32Array(videos?.count ?? 0);
    kept.set((before ?? kept).subarray(0, kept.length));
    const last = kept.length - 1;
    for (const { at, videos: known } of runs)
      for (const [index, video] of known.entries()) kept[last - at - index] = videoRatio(video);
    if (runs.length > 0 || before) this.#days.set(date, kept);
    const ratios = new Float32Array(count);
    for (const [index, { size }] of sends.entries()) ratios[index] = tileRatio(size);
    for (let index = sends.length; index < count; index += 1)
      ratios[index] = kept[count - 1 - index] || this.usual;
    return ratios;
  }

  #learnUsual(videos: readonly Video[]): void {
    const counts = new Map<number, number>();
    for (const video of videos) {
      const ratio = videoRatio(video);
      counts.set(ratio, (counts.get(ratio) ?? 0) + 1);
    }
    const [commonest] = [...counts].sort(([, one], [, other]) => other - one);
    this.usual = commonest?.[0] ?? this.usual;
    this.#isUsualKnown = true;
  }
}
