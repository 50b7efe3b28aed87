import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { createDemoProvider } from '@/lib/providers/demo/create-demo-provider';

/** A real H.264 file of one second, 480 × 854 at 24 frames a second, made by the embedded provider. */
export async function makeTestVideo(): Promise<Buffer> {
  const demo = createDemoProvider({ folder: await mkdtemp(path.join(tmpdir(), 'firstframe-video-')) });
  const ask = (url: string, init?: RequestInit) =>
    demo.handle(new Request(`http://demo.invalid/v1/videos${url}`, init));
  const body = JSON.stringify({ model: 'firstframe-demo', prompt: 'a boat', seconds: '1', size: '480x854' });
  const made = await ask('', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { id } = await made.json();
  await vi.waitFor(async () => expect((await (await ask(`/${id}`)).json()).status).toBe('completed'), {
    timeout: 30_000,
    interval: 200,
  });
  const video = Buffer.from(await (await ask(`/${id}/content`)).arrayBuffer());
  await demo.stop();
  return video;
}
