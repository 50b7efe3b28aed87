import { describe, expect, test } from 'vitest';
import { evenTable } from '@/lib/media/frame-table';
import { partOf } from './play-order';
import { Reel } from './reel';
import { startRun } from './run';
import { testSink } from './test-sink';

const table = evenTable(2, 10);

/** Lets everything that waits for nothing go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function play(reel: Reel, until: number, step = 0.05): Promise<number[]> {
  const frames: number[] = [];
  for (let played = 0; played < until - 1e-9; played += step) {
    await settle();
    const due = reel.take(played);
    due?.sample.close();
    if (due) frames.push(due.frame);
  }
  return frames;
}

describe('the reel', () => {
  test('gives each frame when it is due, and the repeat after the last one', async () => {
    const { sink } = testSink(table);
    const reel = new Reel(sink, table, startRun(0.5, 1, partOf(table, 3, 6), true));
    await reel.begun;
    expect(await play(reel, 1)).toEqual([5, 6, 3, 4, 5, 6, 3, 4, 5, 6]);
    reel.close();
  });

  test('leaves out what is over, and gives it back', async () => {
    const { sink, told } = testSink(table);
    const reel = new Reel(sink, table, startRun(0, 1, partOf(table, 0, 19), false));
    await settle();
    const due = reel.take(0.25);
    expect(due?.frame).toBe(2);
    due?.sample.close();
    await settle();
    reel.close();
    await settle();
    expect(told).toMatchObject({ alive: 0, open: 0 });
  });

  test('keeps few frames, however long nobody takes any', async () => {
    const { sink, told } = testSink(table);
    const reel = new Reel(sink, table, startRun(0, 1, partOf(table, 0, 19), true));
    for (let turn = 0; turn < 20; turn += 1) await settle();
    expect(told.alive).toBeLessThanOrEqual(5);
    reel.close();
    await settle();
    expect(told).toMatchObject({ alive: 0, open: 0 });
  });

  test('says up to where it has pictures, and that it has all of them at the end', async () => {
    const { sink } = testSink(table);
    const reel = new Reel(sink, table, startRun(1.7, 1, partOf(table, 0, 19), false));
    await settle();
    expect(reel.until).toBeCloseTo(0.2);
    expect(await play(reel, 0.4)).toEqual([17, 18, 19]);
    await settle();
    expect(reel.until).toBe(Number.POSITIVE_INFINITY);
  });
});
