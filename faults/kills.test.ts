import { expect, test } from 'vitest';
import { runKills } from './kills';

/** `FAULTS_KILLS=2000` for the figure that is wanted before a release; a run is repeated by its `FAULTS_SEED`. */
const kills = Number(process.env.FAULTS_KILLS ?? 100);
const seed = Number(process.env.FAULTS_SEED ?? 20_261_121);

test(`F13: ${kills} kills at random instants: nothing lost, doubled or torn`, async () => {
  const { doubled, lost, torn, ...figures } = await runKills({ kills, seed });
  const print = { ...figures, doubled: doubled.length, lost: lost.length, torn: torn.length };
  process.stdout.write(`F13 ${JSON.stringify(print)}\n`);
  expect({ doubled, lost, torn }).toEqual({ doubled: [], lost: [], torn: [] });
  expect(figures).toMatchObject({ open: 0, failed: 0, kills, jobs: figures.wishes });
  // Those whose request was cut off before the upstream had it: nobody can know that but the upstream.
  expect(figures.completed + figures.unsure).toBe(figures.wishes);
  expect(figures.upstreamCreates).toBe(figures.completed);
  expect(figures.resumesMeasured).toBeGreaterThan(0);
  expect(figures.slowestResumeMs).toBeLessThan(2_000);
}, 7_200_000);
