import type { QueryClient } from '@tanstack/react-query';
import type { Video } from '@/lib/jobs/wire';
import { dayOf, type Library, layInVideos, placeAmongAll, splitPlace, startOfDay } from './library';
import { madeAtMs, missingIn } from './library-day';
import { changesOptions, libraryKey, setLibrary } from './live-library';
import { fetchStretch } from './video-queries';

/** As many as the studio answers at once. */
const mostAtOnce = 100;

/** Places among all; the last is not in it. */
export type Places = { from: number; to: number };

/** The first places between two that are not loaded, through all days. */
function firstMissing(library: Library, { from, to }: Places): Places | null {
  let start = 0;
  const found: Places[] = [];
  for (const day of library.days) {
    const end = start + day.count;
    if (end > from && start < to) {
      const gap = missingIn(day, Math.max(0, from - start), Math.min(day.count, to - start));
      const last = found.at(-1);
      if (last && (!gap || start + gap.from !== last.to)) break;
      if (gap) found.push({ from: start + gap.from, to: start + gap.to });
    }
    start = end;
  }
  const [first, last] = [found[0], found.at(-1)];
  return first && last ? { from: first.from, to: last.to } : null;
}

/**
 * What to ask for next so that the videos of some places are loaded, or `null` where they are: as many as one answer holds,
 * and no more than are missing around there.
 */
export function nextStretch(library: Library, wanted: Places): Places | null {
  const missing = firstMissing(library, {
    from: Math.max(0, wanted.from),
    to: Math.min(library.total, wanted.to),
  });
  if (!missing) return null;
  const { from } = missing;
  const to = firstMissing(library, { from, to: from + mostAtOnce })?.to ?? missing.to;
  let first = from;
  // What lies before it comes along, as far as there is room.
  while (to - first < mostAtOnce && firstMissing(library, { from: first - 1, to: first })?.from === first - 1)
    first -= 1;
  return { from: first, to };
}

/** Says that the counts of a library do not agree with the studio's, and has them mended. */
function doubt(client: QueryClient, filter: string, library: Library): void {
  setLibrary(client, filter, { ...library, isInDoubt: true });
  void client.refetchQueries({ queryKey: changesOptions(client).queryKey });
}

/** Loads the videos of some places, as {@link nextStretch} names them, and lays them into the library of a filter. */
export async function loadPlaces(
  client: QueryClient,
  filter: string,
  places: Places,
  signal: AbortSignal,
): Promise<void> {
  const get = () => client.getQueryData<Library>(libraryKey(filter));
  const library = get();
  if (!library) return;
  const begin = splitPlace(library, places.from);
  const end = splitPlace(library, places.to - 1);
  const [newest, oldest] = [library.days[begin.day], library.days[end.day]];
  if (!newest || !oldest) return;
  const span = { from: oldest.from, before: newest.before };
  const answer = await fetchStretch(
    filter,
    { ...span, offset: begin.at, limit: places.to - places.from },
    signal,
  );
  // Meanwhile days may have come and gone.
  const now = get();
  if (!now) return;
  const counted = now.days.filter(({ from, before }) => from >= span.from && before <= span.before);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const day = now.days.findIndex(({ date }) => date === newest.date);
  if (day < 0 || total !== answer.firstframe.total) return doubt(client, filter, now);
  const next = layInVideos(now, { day, at: begin.at }, answer.data);
  if (next.isInDoubt) doubt(client, filter, now);
  else setLibrary(client, filter, next);
}

/** A batch may have made so many videos in one moment. */
const mostSteps = 8;

/**
 * Loads what is around a video that the library has not loaded, so that its place is known.
 * @returns its place among all, or -1 where the filter does not show it
 */
export async function findPlace(
  client: QueryClient,
  filter: string,
  video: Video,
  signal: AbortSignal,
): Promise<number> {
  const get = () => client.getQueryData<Library>(libraryKey(filter));
  const library = get();
  if (!library) return -1;
  const { index, isThere } = dayOf(library, madeAtMs(video));
  const day = library.days[index];
  if (!day || !isThere) return -1;
  const span = { from: video.created_at, before: day.before, offset: 0, limit: 1 };
  const newer = (await fetchStretch(filter, span, signal)).firstframe.total ?? 0;
  // Those of the same second are among them, so it is one of the last, or some way before.
  let to = startOfDay(library, index) + newer;
  for (let step = 0; step < mostSteps && to > 0; step += 1) {
    const wanted = { from: Math.max(0, to - mostAtOnce / 2), to };
    const missing = nextStretch(get() ?? library, wanted);
    if (missing) await loadPlaces(client, filter, missing, signal);
    const place = placeAmongAll(get() ?? library, video);
    if (place >= 0) return place;
    to = wanted.from;
  }
  return -1;
}
