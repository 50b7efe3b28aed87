import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openUploadSlots } from './upload-slots';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A body whose end the test decides. */
function body() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { read: vi.fn(() => promise), end: resolve };
}

/** Reads a body for as long as it has a place. */
async function run<Result>(
  slots: ReturnType<typeof openUploadSlots>,
  read: () => Promise<Result>,
): Promise<Result> {
  const leave = await slots.take();
  return read().finally(() => {
    leave();
    // Nobody's place is given back twice.
    leave();
  });
}

test('no more bodies are read at once than there are slots, and each gets its turn', async () => {
  const slots = openUploadSlots({ words: 'uploads are under way', atOnce: 2, waiting: 10, waitMs: 1_000 });
  const bodies = Array.from({ length: 5 }, body);
  const runs = bodies.map(({ read }) => run(slots, read));
  const started = () => bodies.filter(({ read }) => read.mock.calls.length > 0).length;
  await vi.advanceTimersByTimeAsync(0);
  expect(started()).toBe(2);
  bodies[0]?.end();
  await runs[0];
  await vi.advanceTimersByTimeAsync(0);
  expect(started()).toBe(3);
  for (const { end } of bodies) end();
  await Promise.all(runs);
  expect(started()).toBe(5);
});

test('a body that fails gives its slot back', async () => {
  const slots = openUploadSlots({ words: 'uploads are under way', atOnce: 1, waiting: 0, waitMs: 1_000 });
  await expect(run(slots, () => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  await expect(run(slots, async () => 'read')).resolves.toBe('read');
});

test('what waits too long, or finds too many waiting, is refused and told when to come back', async () => {
  const slots = openUploadSlots({ words: 'uploads are under way', atOnce: 1, waiting: 1, waitMs: 1_000 });
  const first = body();
  const running = run(slots, first.read);
  const late = run(slots, async () => 'late');
  const refused = expect(late).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 2_000 });
  await expect(run(slots, async () => 'one too many')).rejects.toMatchObject({ code: 'rate_limited' });
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
  first.end();
  await running;
  await expect(run(slots, async () => 'next')).resolves.toBe('next');
});
