import { fewestStitched } from '@/lib/stitches/wire';
import { type Arrangement, carryOver, isArranged } from './arrangement';
import type { SequencePart } from './sequence';

/** Of which videos, and what was chosen for them. */
type Kept = { ids: readonly string[]; arrangement: Arrangement };

const most = 20;

/** The newest first. They last as long as the page does, as what is chosen in the gallery does. */
let kept: readonly Kept[] = [];

const isWithin = (some: readonly string[], all: readonly string[]) => some.every((id) => all.includes(id));
const areSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && isWithin(one, other);

/** Keeps what is chosen for some videos; where nothing is, what was chosen before is forgotten. */
export function keepArrangement(whole: readonly SequencePart[], arrangement: Arrangement): void {
  const ids = whole.map(({ id }) => id);
  const others = kept.filter((other) => !areSame(other.ids, ids));
  kept = isArranged(arrangement, whole) ? [{ ids, arrangement }, ...others].slice(0, most) : others;
}

/**
 * What was chosen for the same videos, whatever their order; else for some of them or for more, since who comes back may have
 * chosen one more, or one less. `null` where nothing was.
 */
export function recallArrangement(whole: readonly SequencePart[]): Arrangement | null {
  const ids = whole.map(({ id }) => id);
  const found =
    kept.find((other) => areSame(other.ids, ids)) ??
    kept.find((other) => isWithin(other.ids, ids) || isWithin(ids, other.ids));
  const arrangement = found && carryOver(found.arrangement, found.ids, whole);
  return arrangement && arrangement.parts.length >= fewestStitched ? arrangement : null;
}
