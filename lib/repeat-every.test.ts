import { afterEach, expect, test, vi } from 'vitest';
import { repeatEvery } from './repeat-every';

afterEach(() => vi.useRealTimers());

test('a thing is done at start and again and again, also after it failed, until it is stopped', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const work = vi.fn<() => Promise<void>>();
  work.mockRejectedValueOnce(new Error('locked')).mockResolvedValue();
  const stop = repeatEvery(60_000, work, 'nothing was done');
  vi.advanceTimersByTime(60_000);
  await stop();
  expect(work).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
