import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dialect } from '@/lib/providers/dialect';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { presentVideo } from './present-video';
import { sweep } from './sweep';
import { finish, formOf, openWithVideo, receive, rows } from './test-from-video';
import { makeTestVideo } from './test-video';

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
});

const open = (dialect?: Dialect) => openWithVideo(video, dialect);

describe('an uploaded video', () => {
  test('is passed on byte for byte, and kept for as long as it may be needed', async () => {
    const context = await open();
    const job = await receive(context, formOf({ prompt: 'at night', model: 'm' }, video), 'edit');
    const [one] = context.sent;
    expect(one?.path).toBe('/videos/edits');
    const file = one?.form?.get('video');
    const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
    expect(bytes.equals(video)).toBe(true);
    expect([one?.form?.get('prompt'), one?.form?.get('model')]).toEqual(['at night', 'm']);
    const sha256 = createHash('sha256').update(video).digest('hex');
    expect(job.request.source).toMatchObject({ id: null, file: { sha256, type: 'video/mp4' } });
    expect(presentVideo(job, context.providers).firstframe.made_from).toEqual({
      call: 'edit',
      video_id: null,
      is_emulated: false,
    });
    const kept = async () => (await context.storage.list('sources')).length;
    await sweep(context);
    expect(await kept()).toBe(1);
    await finish(context);
    await sweep(context);
    expect(await kept()).toBe(0);
  });

  test('is told apart by its bytes where a key comes again', async () => {
    const context = await open();
    const send = (file: Uint8Array) => {
      const request = formOf({ prompt: 'at night', model: 'm' }, file);
      request.headers.set('idempotency-key', 'key');
      return receive(context, request, 'edit');
    };
    const first = await send(video);
    expect((await send(video)).id).toBe(first.id);
    const other = new Uint8Array(video);
    other[other.length - 1] = 1 ^ (other.at(-1) ?? 0);
    await expect(send(other)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(context.sent).toHaveLength(1);
  });

  test('is refused in words where no provider takes one, and where it is none', async () => {
    const context = await open(demoDialect);
    for (const call of ['edit', 'extension'] as const) {
      const words = { prompt: 'at night', ...(call === 'edit' ? {} : { seconds: '4' }) };
      await expect(receive(context, formOf(words, video), call)).rejects.toMatchObject({
        code: 'unsupported',
        param: 'video',
        message: expect.stringContaining('Test does not take an uploaded video'),
      });
      const picture = formOf(words, Buffer.from('89504e470d0a1a0a0000000d', 'hex'));
      await expect(receive(context, picture, call)).rejects.toMatchObject({
        code: 'unsupported_media_type',
        param: 'video',
      });
    }
    expect(context.sent).toEqual([]);
    expect(await context.storage.list('sources')).toEqual([]);
    expect(await rows(context)).toHaveLength(1);
  });
});

test('what there is no room for on the disk is refused before it is read', async () => {
  const context = await open();
  context.storage.freeBytes = async () => 300 * 1024 * 1024;
  const request = formOf({ prompt: 'at night', model: 'm' }, video);
  request.headers.set('content-length', String(150 * 1024 * 1024));
  await expect(receive(context, request, 'edit')).rejects.toMatchObject({ code: 'storage_full' });
  expect([request.bodyUsed, context.sent]).toEqual([false, []]);
});
