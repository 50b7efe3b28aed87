import type { Stitch } from '@/lib/stitches/wire';
import type { SequencePart } from './sequence';

/** All that is chosen about what is stitched. */
export type Arrangement = {
  parts: readonly SequencePart[];
  /** Empty where it is that of the first. */
  size: string;
  fit: Stitch['fit'];
};

/** As it is before anybody has chosen anything. @param whole all of each video, in the order in which it begins */
export function untouched(whole: readonly SequencePart[]): Arrangement {
  return { parts: whole, size: '', fit: 'bars' };
}

const isWhole = ({ frames, first, last }: SequencePart) => first === 0 && last === frames - 1;

/** Whether anything is chosen: another order, a cut, one that is left out, a size. */
export function isArranged({ parts, size, fit }: Arrangement, whole: readonly SequencePart[]): boolean {
  const isInOrder = parts.length === whole.length && parts.every(({ id }, index) => id === whole[index]?.id);
  return !isInOrder || !parts.every(isWhole) || size !== '' || fit !== 'bars';
}

/** All of each video again, with as many frames as it is known to have by now. */
export function startOver({ parts }: Arrangement, whole: readonly SequencePart[]): Arrangement {
  const known = new Map(parts.map((part) => [part.id, part]));
  return untouched(
    whole.map((part) => {
      const { frames, seconds } = known.get(part.id) ?? part;
      return { ...part, frames, seconds, first: 0, last: frames - 1 };
    }),
  );
}

/**
 * What was chosen for some videos, for others: those that are gone are left out, and those that are new come last. So does
 * what was left out among the others, since it was chosen once more.
 */
export function carryOver(
  { parts, ...rest }: Arrangement,
  ids: readonly string[],
  whole: readonly SequencePart[],
): Arrangement {
  const stay = parts.filter(({ id }) => whole.some((part) => part.id === id));
  const isSame = ids.length === whole.length && whole.every(({ id }) => ids.includes(id));
  const isNew = ({ id }: SequencePart) => !isSame && !stay.some((part) => part.id === id);
  return { ...rest, parts: [...stay, ...whole.filter(isNew)] };
}
