import { expect, test } from 'vitest';
import { extent } from './extent';
import { noteFigures } from './figures';
import { runKills } from './kills';

const { kills, seed } = extent;

test(`F13: ${kills} kills at random instants: nothing lost, doubled or torn`, async () => {
  const { doubled, lost, torn, ...figures } = await runKills({ kills, seed });
  const print = { ...figures, doubled: doubled.length, lost: lost.length, torn: torn.length };
  noteFigures('F13', print);
  expect({ doubled, lost, torn }).toEqual({ doubled: [], lost: [], torn: [] });
  expect(figures).toMatchObject({ open: 0, failed: 0, kills, jobs: figures.wishes });
  // Those whose request was cut off before the upstream had it: nobody can know that but the upstream.
  expect(figures.completed + figures.unsure).toBe(figures.wishes);
  expect(figures.upstreamCreates).toBe(figures.completed);
  expect(figures.resumesMeasured).toBeGreaterThan(0);
  expect(figures.slowestResumeMs).toBeLessThan(2_000);
}, 7_200_000);
