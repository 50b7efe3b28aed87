import { beforeEach, expect, test, vi } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import type { FrameSource } from './frame-source';
import { openAhead, takeSource } from './open-ahead';
import { openSource } from './open-source';

vi.mock('./open-source', () => ({ openSource: vi.fn() }));
vi.mock('@/components/gallery/tile-state', () => ({
  tileKind: ({ status }: Video) => (status === 'completed' ? 'ready' : 'running'),
}));

const video = (id: string, status = 'completed') =>
  ({ id, status, firstframe: { got: { fps: 24 } } }) as unknown as Video;

const opened: { url: string; close: ReturnType<typeof vi.fn> }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  opened.length = 0;
  vi.mocked(openSource).mockReset();
  vi.mocked(openSource).mockImplementation(async ({ url }) => {
    const close = vi.fn();
    opened.push({ url, close });
    return { close } as unknown as FrameSource;
  });
});

test('what was opened ahead is taken once, and is then the taker’s', async () => {
  openAhead(video('a'));
  openAhead(video('a'));
  const source = await takeSource('a', 24);
  expect(opened).toHaveLength(1);
  expect(source.close).toBe(opened[0]?.close);
  expect(opened[0]?.url).toContain('/a/');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(source.close).not.toHaveBeenCalled();
  expect(await takeSource('a', 24)).not.toBe(source);
});

test('what nobody comes for is closed, and so is what another takes the place of', async () => {
  openAhead(video('a'));
  openAhead(video('b'));
  await vi.advanceTimersByTimeAsync(0);
  expect(opened.map(({ close }) => close.mock.calls.length)).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened[1]?.close).toHaveBeenCalledOnce();
});

test('what is not ready is not opened, and another video is opened by whoever wants it', async () => {
  openAhead(video('a', 'in_progress'));
  expect(opened).toEqual([]);
  openAhead(video('b'));
  await takeSource('a', null);
  expect(openSource).toHaveBeenLastCalledWith({ url: expect.stringContaining('/a/'), fps: null });
  await vi.advanceTimersByTimeAsync(60_000);
});

test('a failure is told to whoever comes for it, and to nobody else', async () => {
  vi.mocked(openSource).mockRejectedValue(new Error('no such file'));
  openAhead(video('a'));
  await expect(takeSource('a', null)).rejects.toThrow('no such file');
  openAhead(video('b'));
  await vi.advanceTimersByTimeAsync(60_000);
});
