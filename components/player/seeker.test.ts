import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { evenTable } from '@/lib/media/frame-table';
import { FrameCache } from './frame-cache';
import type { Towards } from './frame-source';
import { Seeker } from './seeker';
import { testSink } from './test-sink';

const table = evenTable(10, 10);
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A canvas as far as the cache has to do with it. */
class TestCanvas {
  width = 1;
  getContext() {
    return { canvas: this };
  }
}

beforeEach(() => {
  vi.stubGlobal('OffscreenCanvas', TestCanvas);
});

function open() {
  const painted: number[] = [];
  const { sink, told } = testSink(table);
  const cache = new FrameCache({ width: 1_000, height: 1_000 }, 4 * 1_000_000 * 30);
  return { painted, told, cache, seeker: new Seeker(sink, table, cache, (frame) => painted.push(frame)) };
}

describe('the seeker', () => {
  test('shows a frame as soon as it is decoded, and keeps those around it', async () => {
    const { seeker, painted, cache, told } = open();
    await seeker.show(50, 0);
    expect(painted).toEqual([50]);
    for (let turn = 0; turn < 3; turn += 1) await settle();
    expect(cache.hasAll(42, 54)).toBe(true);
    expect(told).toMatchObject({ alive: 0, open: 0 });
  });

  test('of many wishes shows the newest, and does not decode for the others', async () => {
    const { seeker, painted, told } = open();
    const shown = [90, 10, 70, 30].map((frame) => seeker.show(frame, 0));
    await Promise.all(shown);
    expect(painted.at(-1)).toBe(30);
    expect(told.decoded).not.toContain(70);
    expect(told.decoded).not.toContain(10);
  });

  test('backwards has the next frames before they are asked for', async () => {
    const { seeker, painted, told } = open();
    for (let frame = 60; frame > 20; frame -= 1) {
      await seeker.show(frame, -1);
      await settle();
    }
    expect(painted).toEqual(Array.from({ length: 40 }, (_, step) => 60 - step));
    // Each is decoded once, or nearly so.
    expect(told.decoded.length).toBeLessThan(100);
  });

  test('shows the last of any wishes, whatever they are, keeps no more than it may, and leaves nothing open', async () => {
    const wishes = fc.array(fc.tuple(fc.nat(99), fc.constantFrom<Towards>(-1, 0, 1), fc.boolean()), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(wishes, async (list) => {
        const { seeker, painted, told } = open();
        let shown = Promise.resolve();
        for (const [frame, towards, waits] of list) {
          shown = seeker.show(frame, towards);
          if (waits) await settle();
        }
        await shown;
        expect(painted.at(-1)).toBe(list.at(-1)?.[0]);
        seeker.forget();
        for (let turn = 0; turn < 5; turn += 1) await settle();
        expect(told).toMatchObject({ alive: 0, open: 0 });
      }),
      { numRuns: 60 },
    );
  });
});
