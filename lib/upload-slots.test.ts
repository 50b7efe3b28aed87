import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openUploadSlots } from './upload-slots';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A body whose end the test decides. */
function body() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { read: vi.fn(() => promise), end: resolve };
}

test('no more bodies are read at once than there are slots, and each gets its turn', async () => {
  const slots = openUploadSlots({ atOnce: 2, waiting: 10, waitMs: 1_000 });
  const bodies = Array.from({ length: 5 }, body);
  const runs = bodies.map(({ read }) => slots.run(read));
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
  const slots = openUploadSlots({ atOnce: 1, waiting: 0, waitMs: 1_000 });
  await expect(slots.run(() => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  await expect(slots.run(async () => 'read')).resolves.toBe('read');
});

test('what waits too long, or finds too many waiting, is refused and told when to come back', async () => {
  const slots = openUploadSlots({ atOnce: 1, waiting: 1, waitMs: 1_000 });
  const first = body();
  const running = slots.run(first.read);
  const late = slots.run(async () => 'late');
  const refused = expect(late).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 2_000 });
  await expect(slots.run(async () => 'one too many')).rejects.toMatchObject({ code: 'rate_limited' });
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
  first.end();
  await running;
  await expect(slots.run(async () => 'next')).resolves.toBe('next');
});
