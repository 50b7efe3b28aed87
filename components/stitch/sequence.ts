import type { NewStitchRequest } from '@/lib/client/stitch-queries';
import type { Video } from '@/lib/jobs/wire';

/** A video in its place, from one frame to another. */
export type SequencePart = {
  id: string;
  /** How many frames the video has; a guess until its file was opened. */
  frames: number;
  seconds: number;
  /** Both ends included, counted from 0. */
  first: number;
  last: number;
};

type Got = NonNullable<Video['firstframe']['got']>;

/** What of a video counts here. */
export type Facts = Pick<Got, 'width' | 'height' | 'fps' | 'codec'>;

/** All of a video as a part. */
export function wholePart(id: string, { seconds, fps }: Pick<Got, 'seconds' | 'fps'>): SequencePart {
  const frames = Math.max(1, Math.round(seconds * (fps ?? 24)));
  return { id, frames, seconds, first: 0, last: frames - 1 };
}

/** A part of a video of which it is known now how many frames it has; where it went to the end it still does. */
export function withFrames(part: SequencePart, frames: number, seconds: number): SequencePart {
  const last = part.last === part.frames - 1 ? frames - 1 : Math.min(part.last, frames - 1);
  return { ...part, frames, seconds, first: Math.min(part.first, last), last };
}

/** A part with another end; the other one gives way. */
export function withEnd(part: SequencePart, end: 'first' | 'last', frame: number): SequencePart {
  const wanted = Math.min(part.frames - 1, Math.max(0, Math.round(frame)));
  return end === 'first'
    ? { ...part, first: wanted, last: Math.max(wanted, part.last) }
    : { ...part, first: Math.min(wanted, part.first), last: wanted };
}

export function movePart<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...items.slice(from, from + 1));
}

/** How long a part is, in seconds. */
export function partSeconds({ frames, seconds, first, last }: SequencePart): number {
  return ((last - first + 1) / frames) * seconds;
}

/** What videos may differ in, so that their frames cannot be copied. */
export const differences = ['size', 'fps', 'codec'] as const;
export type Difference = (typeof differences)[number];

/** Where rates differ by less, single frames do. */
const sameRate = 0.005;

/**
 * In what videos differ from the first of them, or from a size that is asked for. Where it is nothing their frames can be
 * copied, unless their files stand against it: only opening them can tell.
 */
export function differencesOf(facts: readonly Facts[], size: string | null): Difference[] {
  const [first] = facts;
  if (!first) return [];
  const wanted = size ?? `${first.width}x${first.height}`;
  const isDifferent: Record<Difference, (video: Facts) => boolean> = {
    size: ({ width, height }) => `${width}x${height}` !== wanted,
    fps: ({ fps }) => Math.abs((fps ?? 0) / (first.fps ?? 1) - 1) > sameRate,
    codec: ({ codec }) => codec !== first.codec,
  };
  return differences.filter((name) => facts.some(isDifferent[name]));
}

/** The sizes that can be asked for: those of the videos, the first one's first. */
export function sizesOf(facts: readonly Facts[]): string[] {
  const even = facts.filter(({ width, height }) => width % 2 === 0 && height % 2 === 0);
  return [...new Set(even.map(({ width, height }) => `${width}x${height}`))];
}

/** Whether one of the videos has another shape than a size, so that it comes with bars or loses its edges. */
export function isReshaped(facts: readonly Facts[], size: string): boolean {
  const [width = 1, height = 1] = size.split('x').map(Number);
  return facts.some((video) => Math.abs((video.width * height) / (video.height * width) - 1) > 0.01);
}

/** The parts as they are asked for: what is whole needs no frames. */
export function toVideos(parts: readonly SequencePart[]): NewStitchRequest['videos'] {
  return parts.map(({ id, frames, first, last }) => ({
    id,
    ...(first > 0 && { first_frame: first }),
    ...(last < frames - 1 && { last_frame: last }),
  }));
}
