import { afterEach, expect, test, vi } from 'vitest';
import { createBatch } from './batches';
import type { CreateVideo } from './create-video';
import { batchSchema } from './schemas';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const common: CreateVideo = {
  prompt: '',
  providerId: 'p',
  model: 'm',
  size: null,
  seconds: null,
  takes: 1,
  fps: 24,
  seed: null,
  negativePrompt: '',
  user: '',
  metadata: '',
  options: {},
  firstFrame: new File(['x'], 'frame.png'),
  lastFrame: null,
  framing: null,
  lastFrameFraming: null,
  references: [],
};
const answer = {
  id: 'batch_1',
  object: 'batch',
  status: 'sending',
  created_at: 1,
  paused_at: null,
  cancelled_at: null,
  idempotency_key: 'key',
  count: 2,
  counts: { waiting: 2, in_progress: 0, unsure: 0, completed: 0, failed: 0, cancelled: 0, sent: 0 },
};

test('what all share goes out once, each video with what is its own, and a lost answer under the same key again', async () => {
  await batchSchema();
  vi.useFakeTimers();
  const asked: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    asked.push(init);
    if (asked.length < 3) throw new TypeError('terminated');
    return Response.json(answer);
  });
  const items = [
    { prompt: 'a b', size: '1280x720', seconds: 4, seed: null },
    { prompt: 'a c', size: null, seconds: 8, seed: 2 },
  ];
  const made = createBatch('key', common, items);
  await vi.runAllTimersAsync();
  expect(await made).toEqual(answer);
  expect(asked.map(({ headers }) => headers)).toEqual(Array(3).fill({ 'idempotency-key': 'key' }));
  const fields = Object.fromEntries(asked[2]?.body as FormData);
  expect(fields).toMatchObject({ provider: 'p', model: 'm', fps: '24', input_reference: common.firstFrame });
  for (const name of ['prompt', 'size', 'seconds', 'seed', 'n']) expect(fields).not.toHaveProperty(name);
  expect(JSON.parse(String(fields.items))).toEqual([
    { prompt: 'a b', size: '1280x720', seconds: 4 },
    { prompt: 'a c', seconds: 8, seed: 2 },
  ]);
});
