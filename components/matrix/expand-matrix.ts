import { narrowChoices, type PairNarrowing } from '@/components/composer/narrow-choices';
import { maximumBatch, seedOfTake } from '@/lib/jobs/job';
import type { Model } from '@/lib/providers/wire';

/** What is multiplied. `null` leaves it to the model or the provider. */
export type Axes = {
  prompts: readonly string[];
  sizes: readonly (string | null)[];
  lengths: readonly (number | null)[];
  seeds: readonly (number | null)[];
  takes: number;
};

/** One video of the table, as it would be sent. */
export type Row = {
  /** The same for the same row, whatever is added around it. */
  key: string;
  prompt: string;
  size: string | null;
  seconds: number | null;
  seed: number | null;
  /** What the model would take instead; empty where it takes the row. */
  faults: Omit<PairNarrowing, 'because'>[];
};

export type Matrix = {
  rows: Row[];
  /** How many were left out because they are there already. */
  duplicates: number;
};

/** How many rows the axes span, before duplicates are left out. Makes none of them. */
export function countRows({ prompts, sizes, lengths, seeds, takes }: Axes): number {
  return prompts.length * sizes.length * lengths.length * seeds.length * takes;
}

/**
 * Every combination of the axes, the prompts changing last. What the model cannot take is in it, with the reason. Takes
 * of one seed have seeds of their own.
 * @throws RangeError for more than one batch may hold; count before
 */
export function expandMatrix(model: Model, axes: Axes, hasReference: boolean): Matrix {
  const count = countRows(axes);
  if (count > maximumBatch) throw new RangeError(`${count} rows`);
  const rows = new Map<string, Row>();
  for (const prompt of axes.prompts)
    for (const wantedSize of axes.sizes)
      for (const wantedSeconds of axes.lengths) {
        const wanted = { providerId: null, model: null, size: wantedSize, seconds: wantedSeconds };
        const { choices, narrowings } = narrowChoices(model, wanted, { hasReference });
        const faults = narrowings.map(({ field, from, to }) => ({ field, from, to }));
        // What it cannot take is shown as it was wished for.
        const [size, seconds] =
          faults.length > 0 ? [wantedSize, wantedSeconds] : [choices.size, choices.seconds];
        for (const wantedSeed of axes.seeds)
          for (let take = 0; take < axes.takes; take += 1) {
            const seed = seedOfTake(wantedSeed, take);
            // Without a seed each take is a video of its own.
            const key = JSON.stringify([prompt, size, seconds, seed, seed === null ? take : 0]);
            if (!rows.has(key)) rows.set(key, { key, prompt, size, seconds, seed, faults });
          }
      }
  return { rows: [...rows.values()], duplicates: count - rows.size };
}
