import type { Video } from '@/lib/jobs/wire';

type Usual = NonNullable<Video['firstframe']['usual']>;

/** Where a video under way is in the time that its kind usually takes. */
export type UsualPhase = 'before' | 'within' | 'beyond';

/** A little over it is no news. */
const spare = { part: 0.1, seconds: 2 };

/** Where somebody who has waited for so long is. */
export function usualPhase({ low_seconds: low, high_seconds: high }: Usual, elapsedMs: number): UsualPhase {
  const elapsed = elapsedMs / 1_000;
  if (elapsed < low) return 'before';
  return elapsed <= high + Math.max(spare.seconds, high * spare.part) ? 'within' : 'beyond';
}

/** A span of time as people say it, in one unit. */
export type SpokenRange = { from: number; to: number; unit: 'second' | 'minute' | 'hour' };

/** Each unit goes up to so many seconds, in steps that are fine enough to wait by. */
const units = [
  { unit: 'second', seconds: 1, step: 1, upTo: 20 },
  { unit: 'second', seconds: 1, step: 5, upTo: 90 },
  { unit: 'minute', seconds: 60, step: 0.5, upTo: 5 * 60 },
  { unit: 'minute', seconds: 60, step: 1, upTo: 90 * 60 },
  { unit: 'hour', seconds: 3_600, step: 0.5, upTo: Number.POSITIVE_INFINITY },
] as const;

/** Rounded outwards, so that it holds what it stands for: `2–4 min`. */
export function spellRange({ low_seconds: low, high_seconds: high }: Usual): SpokenRange {
  const { unit, seconds, step } = units.find(({ upTo }) => high <= upTo) ?? units[4];
  const size = seconds * step;
  const to = Math.max(1, Math.ceil(high / size)) * step;
  return { from: Math.min(to, Math.max(1, Math.floor(low / size)) * step), to, unit };
}
