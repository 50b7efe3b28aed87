import { expect, test } from 'vitest';
import type { PendingSend } from '@/components/studio/pending-sends';
import type { Video } from '@/lib/jobs/wire';
import { madeKeys, toEntries } from './entries';

const send = (key: string): PendingSend => ({
  key,
  prompt: '',
  size: null,
  takes: 1,
  previewUrl: null,
  sentAt: 5_000,
});
const video = (id: string, key: string | null) =>
  ({ id, created_at: 4, firstframe: { idempotency_key: key } }) as Video;

test('a create is one entry, before and after it is a video', () => {
  const before = toEntries([send('k')], [video('video_1', null)]);
  expect(before.map(({ key }) => key)).toEqual(['k', 'video_1']);
  const after = toEntries([send('k')], [video('video_2', 'k'), video('video_1', null)]);
  expect(after.map(({ key }) => key)).toEqual(['k', 'video_1']);
  expect(after[0]).toHaveProperty('video.id', 'video_2');
});

test('knows which creates are videos by now', () => {
  expect([...madeKeys([video('video_2', 'k'), video('video_1', null)])]).toEqual(['k', 'video_1']);
});
