import type { Video } from '@/lib/jobs/wire';
import type { DifferenceRow } from './differences';

/** What a video is, in a word or two, and whether that is not so in all of them. */
export type Fact = { text: string; differs: boolean };

/** What a video is, where it stands below its picture: its model, its size and its seed. @param seed spells one */
export function factsOf(
  { model, firstframe, size }: Pick<Video, 'model' | 'firstframe' | 'size'>,
  rows: readonly DifferenceRow[],
  spellSeed: (seed: number) => string,
): Fact[] {
  const differs = (field: DifferenceRow['field']) => rows.some((row) => row.field === field);
  const { seed } = firstframe.asked;
  return [
    { text: model, differs: differs('model') || differs('provider') },
    { text: size.replace('x', '×'), differs: differs('size') },
    ...(seed === null ? [] : [{ text: spellSeed(seed), differs: differs('seed') }]),
  ];
}
