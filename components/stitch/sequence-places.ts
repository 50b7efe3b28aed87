import type { Run } from '@/components/player/run';
import { endOf, type FrameTable, startOf } from '@/lib/media/frame-table';
import type { SequencePart } from './sequence';

/** Where a part lies in the sequence, and which piece of its video it is. */
export type Place = {
  id: string;
  /** In the sequence: the number of its first frame, when that begins, and when its last one ends, in seconds. */
  frame: number;
  begin: number;
  end: number;
  /** In its own video: its first and its last frame, and when the first begins. */
  first: number;
  last: number;
  from: number;
};

/** Shorter is no frame, but what rounding leaves. */
const tiny = 1e-5;

/** Parts end to end, and the table of all their frames. @param tables those of their videos, one for each */
export function placesOf(
  parts: readonly SequencePart[],
  tables: readonly FrameTable[],
): { places: Place[]; table: FrameTable } {
  const places: Place[] = [];
  const starts: number[] = [];
  let begin = 0;
  for (const [index, { id, first, last }] of parts.entries()) {
    const table = tables[index];
    if (!table) continue;
    const from = startOf(table, first);
    const end = begin + endOf(table, last) - from;
    places.push({ id, frame: starts.length, begin, end, first, last, from });
    for (let frame = first; frame <= last; frame += 1) starts.push(begin + startOf(table, frame) - from);
    begin = end;
  }
  return { places, table: { starts, stamps: starts, seconds: begin, origin: 0 } };
}

/** Which part a frame of the sequence is of. */
export function placeOfFrame(places: readonly Place[], frame: number): number {
  return Math.max(
    0,
    places.findLastIndex((place) => place.frame <= frame),
  );
}

/** The frame at the next cut, or at the one before: where a part begins; the ends of the sequence count too. */
export function nextCut(places: readonly Place[], frame: number, way: -1 | 1): number {
  const last = places.at(-1);
  const end = last ? last.frame + last.last - last.first : 0;
  const cuts = [...places.map((place) => place.frame), end];
  return (way > 0 ? cuts.find((cut) => cut > frame) : cuts.findLast((cut) => cut < frame)) ?? frame;
}

/** One part of a run through the sequence: as a run through its own video, when it is due and how long, in seconds of video. */
export type Leg = { index: number; run: Run; due: number; seconds: number };

/** The parts that a run forwards goes through, one after the other; endless where it loops. */
export function* legsOf(
  places: readonly Place[],
  { from, rate, part, isLooping }: Run,
): Generator<Leg, void> {
  let at = from;
  let due = 0;
  let isAny = true;
  do {
    isAny = false;
    for (const [index, place] of places.entries()) {
      const [begin, end] = [Math.max(at, place.begin), Math.min(part.end, place.end)];
      const seconds = end - begin;
      if (seconds < tiny) continue;
      isAny = true;
      const own = begin - place.begin + place.from;
      yield {
        index,
        due,
        seconds,
        run: { from: own, rate, part: { begin: own, end: own + seconds }, isLooping: false },
      };
      due += seconds;
    }
    at = part.begin;
  } while (isLooping && isAny);
}
