import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FrameSource } from '@/components/player/frame-source';
import { placeAfter, type Run } from '@/components/player/run';
import { evenTable, frameAt } from '@/lib/media/frame-table';
import { wholePart, withEnd } from './sequence';
import { placesOf } from './sequence-places';
import { SequenceSource } from './sequence-source';

const element = () => ({ style: {}, prepend() {}, remove() {} });
beforeEach(() => {
  vi.stubGlobal('document', { createElement: element });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Frames 2–5 of each of six videos of one second, and what is asked of each. */
function testSequence(kind: FrameSource['kind'] = 'exact') {
  const table = evenTable(1, 10);
  const told: string[] = [];
  const opened = new Set<string>();
  const gates = new Map<string, Promise<void>>();
  const seen: string[] = [];

  function open(id: string): FrameSource {
    let run: Run | null = null;
    opened.add(id);
    const source: FrameSource = {
      kind,
      table,
      ...{ width: 16, height: 9, hasSound: false },
      view: element() as unknown as HTMLElement,
      show: async (frame) => {
        told.push(`${id} shows ${frame}`);
        source.onShown?.(frame);
      },
      begin: async (begun) => {
        told.push(`${id} begins`);
        run = begun;
      },
      present(played) {
        if (run) seen.push(`${id}${frameAt(table, placeAfter(run, played))}`);
        return Number.POSITIVE_INFINITY;
      },
      end: () => {
        run = null;
      },
      grab: async (frame) => new Blob([`${id}${frame}`]),
      openSound: async () => null,
      onShown: null,
      close: () => {
        opened.delete(id);
      },
    };
    return source;
  }

  const parts = ids.map((id) =>
    withEnd(withEnd(wholePart(id, { seconds: 1, fps: 10 }), 'first', 2), 'last', 5),
  );
  const { places, table: whole } = placesOf(
    parts,
    ids.map(() => table),
  );
  const source = new SequenceSource({
    ...{ places, table: whole, size: { width: 16, height: 9 }, objectFit: 'contain', hasSound: false },
    open: async ({ id }) => {
      await gates.get(id);
      return open(id);
    },
  });
  return { source, told, opened, gates, seen };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const run = (changes: Partial<Run> = {}): Run => ({
  from: 0,
  rate: 1,
  part: { begin: 0, end: 2.4 },
  isLooping: false,
  ...changes,
});

describe('videos end to end', () => {
  test('a frame of the sequence is that of its video, and is told by its number in the sequence', async () => {
    const { source, told } = testSequence();
    const shown: number[] = [];
    source.onShown = (frame) => shown.push(frame);
    await source.show(3);
    await source.show(4);
    expect(told).toEqual(['a shows 5', 'b shows 2']);
    expect(shown.at(-1)).toBe(4);
    expect(await (await source.grab(23)).text()).toBe('f5');
  });

  test('they are played one after the other, each begun before it is due, and few are open at a time', async () => {
    const { source, told, opened, seen } = testSequence();
    await source.begin(run());
    await settle();
    expect(told).toEqual(['a begins', 'b begins']);
    for (let played = 0.05; played < 2.4; played += 0.1) {
      source.present(played);
      await settle();
    }
    expect(seen).toEqual(ids.flatMap((id) => [2, 3, 4, 5].map((frame) => `${id}${frame}`)));
    expect(opened.size).toBeLessThanOrEqual(4);
    source.close();
    await settle();
    expect(opened.size).toBe(0);
  });

  test('where the next one is not there yet, the clock is told to wait at the cut', async () => {
    const { source, gates, seen } = testSequence();
    const gate = Promise.withResolvers<void>();
    gates.set('b', gate.promise);
    await source.begin(run());
    await settle();
    expect(source.present(0.35)).toBe(Number.POSITIVE_INFINITY);
    expect(source.present(0.45)).toBeCloseTo(0.4, 9);
    gate.resolve();
    await settle();
    expect(source.present(0.45)).toBe(Number.POSITIVE_INFINITY);
    expect(seen).toEqual(['a5', 'b2']);
  });

  test('a player of the browser, which would play at once, is begun when it is due', async () => {
    const { source, told } = testSequence('browser');
    await source.begin(run());
    await settle();
    expect(told).toEqual(['a begins']);
    expect(source.kind).toBe('browser');
    source.present(0.45);
    await settle();
    expect(told).toEqual(['a begins', 'b begins']);
  });

  test('one that cannot be opened is passed over, and a part of one video repeats', async () => {
    const { source, gates, seen } = testSequence();
    gates.set('b', Promise.reject(new Error('broken')));
    await source.begin(run());
    await settle();
    expect(source.present(0.45)).toBe(Number.POSITIVE_INFINITY);
    source.present(0.85);
    await settle();
    source.present(0.85);
    expect(seen).toEqual(['c2']);

    await source.begin(run({ from: 0.1, part: { begin: 0.1, end: 0.3 }, isLooping: true }));
    for (const played of [0.05, 0.25, 0.25, 0.38]) {
      source.present(played);
      await settle();
    }
    expect(seen).toEqual(['c2', 'a3', 'a3', 'a4']);
  });
});
