import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createPoller } from './poller';

type Work = { id: number; dueAt: number; isHeld: boolean };

/** A queue in memory that leases as the store does, under a clock that only `vi` moves. */
function createQueue(work: Work[]) {
  return {
    async claim(limit: number): Promise<Work[]> {
      const due = work.filter((item) => !item.isHeld && item.dueAt <= Date.now()).slice(0, limit);
      for (const item of due) item.isHeld = true;
      return due;
    },
    async nextDueAt(): Promise<number | null> {
      const times = work.filter((item) => !item.isHeld).map((item) => item.dueAt);
      return times.length ? Math.min(...times) : null;
    },
  };
}

describe('createPoller', () => {
  test('handles each item once, when it is due and not before, never more at once than it may', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            dueInMs: fc.integer({ min: 0, max: 5_000 }),
            takesMs: fc.integer({ min: 0, max: 800 }),
          }),
          { maxLength: 30 },
        ),
        fc.integer({ min: 1, max: 4 }),
        async (plan, concurrency) => {
          vi.useFakeTimers({ now: 1_000_000 });
          const startedAt = Date.now();
          const work = plan.map(({ dueInMs }, id) => ({ id, dueAt: startedAt + dueInMs, isHeld: false }));
          const handled: number[] = [];
          let atOnce = 0;
          let mostAtOnce = 0;
          const poller = createPoller<Work>({
            ...createQueue(work),
            async handle(item) {
              expect(Date.now()).toBeGreaterThanOrEqual(item.dueAt);
              atOnce += 1;
              mostAtOnce = Math.max(mostAtOnce, atOnce);
              await new Promise((resolve) => setTimeout(resolve, plan[item.id]?.takesMs));
              atOnce -= 1;
              handled.push(item.id);
            },
            now: () => Date.now(),
            concurrency,
            maximumPauseMs: 1_000,
            onError: (error) => {
              throw error;
            },
          });
          poller.start();
          await vi.advanceTimersByTimeAsync(5_000 + 30 * 800);
          await poller.stop();
          vi.useRealTimers();
          expect(handled.toSorted((a, b) => a - b)).toEqual(work.map(({ id }) => id));
          expect(mostAtOnce).toBeLessThanOrEqual(concurrency);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('sleeps until something is due instead of looking all the time', async () => {
    vi.useFakeTimers({ now: 0 });
    const queue = createQueue([{ id: 1, dueAt: 10_000, isHeld: false }]);
    const claim = vi.fn(queue.claim);
    const poller = createPoller<Work>({
      ...queue,
      claim,
      handle: async () => {},
      now: () => Date.now(),
      concurrency: 4,
      maximumPauseMs: 2_000,
      onError: () => {},
    });
    poller.start();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(claim.mock.calls.length).toBeLessThanOrEqual(6);
    await vi.advanceTimersByTimeAsync(1);
    expect(poller.lastPassAt()).toBe(10_000);
    await poller.stop();
    vi.useRealTimers();
  });

  test('goes on after a fault of the work and of the queue', async () => {
    vi.useFakeTimers({ now: 0 });
    const queue = createQueue([
      { id: 1, dueAt: 0, isHeld: false },
      { id: 2, dueAt: 3_000, isHeld: false },
    ]);
    const errors: unknown[] = [];
    let isFirstClaim = true;
    const handled: number[] = [];
    const poller = createPoller<Work>({
      ...queue,
      async claim(limit) {
        if (!isFirstClaim) return queue.claim(limit);
        isFirstClaim = false;
        throw new Error('the database is busy');
      },
      async handle(item) {
        handled.push(item.id);
        if (item.id === 1) throw new Error('the work failed');
      },
      now: () => Date.now(),
      concurrency: 1,
      maximumPauseMs: 1_000,
      onError: (error) => errors.push(error),
    });
    poller.start();
    await vi.advanceTimersByTimeAsync(5_000);
    await poller.stop();
    vi.useRealTimers();
    expect(handled).toEqual([1, 2]);
    expect(errors.map(String)).toEqual(['Error: the database is busy', 'Error: the work failed']);
  });

  test('waits for the work in hand when it stops, and takes none after', async () => {
    vi.useFakeTimers({ now: 0 });
    const queue = createQueue([
      { id: 1, dueAt: 0, isHeld: false },
      { id: 2, dueAt: 100, isHeld: false },
    ]);
    const handled: number[] = [];
    const poller = createPoller<Work>({
      ...queue,
      async handle(item) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        handled.push(item.id);
      },
      now: () => Date.now(),
      concurrency: 4,
      maximumPauseMs: 1_000,
      onError: () => {},
    });
    poller.start();
    await vi.advanceTimersByTimeAsync(50);
    const stopped = poller.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    await stopped;
    vi.useRealTimers();
    expect(handled).toEqual([1]);
  });
});
