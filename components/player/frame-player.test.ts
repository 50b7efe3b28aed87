import { beforeEach, describe, expect, test, vi } from 'vitest';
import { evenTable, frameAt } from '@/lib/media/frame-table';
import { FramePlayer } from './frame-player';
import type { FrameSource } from './frame-source';
import { placeAfter, type Run } from './run';

let now = 0;
let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  now = 1_000;
  frames = [];
  vi.stubGlobal('document', { addEventListener() {}, removeEventListener() {}, hidden: false });
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

/** A source that has every picture at once, up to a limit of seconds played. */
function testSource(seconds: number, fps: number) {
  const table = evenTable(seconds, fps);
  const told = { shown: -1, until: Number.POSITIVE_INFINITY, closed: false };
  let run: Run | null = null;
  const tell = (frame: number) => {
    told.shown = frame;
    source.onShown?.(frame);
  };
  const source: FrameSource = {
    kind: 'exact',
    table,
    ...{ width: 16, height: 9, hasSound: false },
    view: {} as HTMLCanvasElement,
    show: async (frame) => tell(frame),
    begin: async (begun) => {
      run = begun;
    },
    present(played) {
      if (run) tell(frameAt(table, placeAfter(run, Math.min(played, told.until))));
      return told.until;
    },
    end: () => {
      run = null;
    },
    grab: async () => new Blob(),
    openSound: async () => null,
    onShown: null,
    close: () => {
      told.closed = true;
    },
  };
  return { source, told };
}

/** Lets so much time pass, one screen refresh after the other. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 10) {
    now += 10;
    const due = frames;
    frames = [];
    for (const callback of due) callback(now);
    await Promise.resolve();
  }
}

describe('the player', () => {
  test('drives several in lock-step: the same frame of each, also where they are paused, stepped and sought', async () => {
    const one = testSource(4, 24);
    const other = testSource(2, 24);
    const player = new FramePlayer([other.source, one.source]);
    expect(player.leader).toBe(one.source);
    await player.play();
    await pass(1_000);
    expect(one.told.shown).toBe(other.told.shown);
    expect(player.state.frame).toBe(one.told.shown);
    expect(player.state.frame).toBeGreaterThanOrEqual(23);
    player.step(1);
    expect(one.told.shown).toBe(player.state.frame);
    expect(other.told.shown).toBe(player.state.frame);
    player.seek(90);
    // The shorter one stays on its last.
    expect([one.told.shown, other.told.shown]).toEqual([90, 47]);
    player.close();
    expect(one.told.closed && other.told.closed).toBe(true);
  });

  test('waits for the slowest, and no frame is lost', async () => {
    const fast = testSource(4, 10);
    const slow = testSource(4, 10);
    slow.told.until = 0.5;
    const player = new FramePlayer([fast.source, slow.source]);
    await player.play();
    await pass(2_000);
    expect(slow.told.shown).toBe(5);
    expect(fast.told.shown).toBeLessThanOrEqual(8);
    slow.told.until = Number.POSITIVE_INFINITY;
    await pass(500);
    expect(slow.told.shown).toBe(fast.told.shown);
    expect(slow.told.shown).toBeGreaterThanOrEqual(9);
  });

  test('ends at the last frame where it does not repeat, and begins anew from there', async () => {
    const { source } = testSource(1, 10);
    const player = new FramePlayer([source], { isLooping: false });
    await player.play();
    await pass(1_500);
    expect(player.state).toMatchObject({ isPlaying: false, frame: 9 });
    await player.play();
    await pass(250);
    expect(player.state).toMatchObject({ isPlaying: true, frame: 2 });
  });

  test('plays backwards frame by frame, and repeats from the end of the part', async () => {
    const { source } = testSource(1, 10);
    const player = new FramePlayer([source]);
    player.mark('first', 2);
    player.mark('last', 5);
    player.seek(4);
    await player.play(-1);
    const seen: number[] = [];
    player.store.subscribe(() => {
      if (seen.at(-1) !== player.state.frame) seen.push(player.state.frame);
    });
    await pass(600);
    expect(seen.slice(0, 6)).toEqual([3, 2, 5, 4, 3, 2]);
  });

  test('tells a new number at once, and that its picture is there when it is', () => {
    const { source } = testSource(1, 10);
    source.show = async () => {};
    const player = new FramePlayer([source]);
    player.step(3);
    expect(player.state).toMatchObject({ frame: 3, isShown: false });
    source.onShown?.(3);
    expect(player.state.isShown).toBe(true);
  });
});
