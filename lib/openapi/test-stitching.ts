import { expect, vi } from 'vitest';
import type { Ask } from './test-ask';
import { json } from './test-json';

/** Sees to everything that is answered about stitches, over the life of one of a video with itself. */
export async function tryStitching(ask: Ask, video: string): Promise<void> {
  const videos = [{ id: video, last_frame: 3 }, { id: video }];
  await ask('POST', '/api/stitches', 400, json({ videos: [{ id: video }] }));
  await ask('POST', '/api/stitches', 404, json({ videos: [{ id: video }, { id: 'video_none' }] }));
  const { id } = await (await ask('POST', '/api/stitches', 200, json({ videos }))).json();
  const address = `/api/stitches/${id}`;
  await ask('GET', '/api/stitches', 200);
  const ended = async () => expect((await (await ask('GET', address, 200)).json()).made).not.toBeNull();
  await vi.waitFor(ended, { timeout: 60_000, interval: 200 });
  const etag = (await ask('GET', `${address}/content`, 200)).headers.get('etag') ?? '';
  for (const method of ['GET', 'HEAD']) {
    await ask(method, `${address}/content?download=1`, 206, { headers: { range: 'bytes=1-4' } });
    await ask(method, `${address}/content`, 200);
    await ask(method, `${address}/content`, 304, { headers: { 'if-none-match': etag } });
    await ask(method, `${address}/content`, 416, { headers: { range: 'bytes=999999999-' } });
  }
  await ask('DELETE', address, 200);
  await ask('GET', address, 404);
  await ask('GET', `${address}/content`, 404);
}
