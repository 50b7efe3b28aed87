import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultFraming } from '@/lib/media/framing';
import type { Dialect } from '@/lib/providers/dialect';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { changeJob, purgeJob } from './change-job';
import { presentVideo } from './present-video';
import { fromSidecar } from './sidecar';
import { readSidecar } from './sidecar-file';
import { ask, finish, openWithVideo } from './test-from-video';
import { makeTestVideo } from './test-video';

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
});

const open = (dialect?: Dialect) => openWithVideo(video, dialect);

describe('an extension where the provider has none', () => {
  test('begins where our own copy ends, and says so', async () => {
    const context = await open(demoDialect);
    const { made } = context;
    const body = { prompt: 'it sails on', seconds: 8, video: { id: made.id } };
    const job = await ask(context, 'extension', body, { key: 'key' });
    const [one] = context.sent;
    expect(one?.path).toBe('/videos');
    expect([...(one?.form?.keys() ?? [])].sort()).toEqual(
      ['input_reference', 'model', 'prompt', 'seconds', 'size'].sort(),
    );
    expect([one?.form?.get('prompt'), one?.form?.get('seconds')]).toEqual(['it sails on', '8']);
    const frame = one?.form?.get('input_reference');
    const bytes = frame instanceof File ? Buffer.from(await frame.arrayBuffer()) : Buffer.alloc(0);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 480, height: 854, format: 'png' });
    expect(presentVideo(job, context.providers)).toMatchObject({
      seconds: '8',
      firstframe: {
        made_from: { call: 'extension', video_id: made.id, is_emulated: true },
        warnings: [{ field: 'extension', message: expect.stringContaining('last frame') }],
        asked: { references: [{ role: 'first_frame', width: 480, height: 854 }] },
      },
    });
    // A repeat is not made anew, whatever became of the file.
    await purgeJob(context, made.id);
    expect((await ask(context, 'extension', body, { key: 'key' })).id).toBe(job.id);
    const folder = path.dirname(await context.storage.temporaryPath('x'));
    expect(await readdir(folder)).toEqual([]);
  });

  test('takes the last frame as it is, however the first one of the earlier video was framed', async () => {
    const context = await open(demoDialect);
    const { made } = context;
    const framing = { ...defaultFraming, fit: 'blur', turn: 90 };
    const request = JSON.stringify({ ...made.request, framing, lastFrameFraming: framing });
    await context.database.updateTable('jobs').set({ request }).where('id', '=', made.id).execute();
    const job = await ask(context, 'extension', { prompt: 'on', seconds: 4, video: { id: made.id } });
    expect(job.request).not.toHaveProperty('framing');
    expect(job.request).not.toHaveProperty('lastFrameFraming');
    expect(job.warnings.map(({ field }) => field)).toEqual(['extension']);
  });

  test('is what is left where the copy there was deleted', async () => {
    const context = await open();
    const { made } = context;
    await context.store.saveMark(made.id, { upstreamDeletedAt: context.clock.now }, context.clock.now);
    const body = { prompt: 'on', seconds: 4, video: { id: made.id } };
    expect(await ask(context, 'extension', body)).toMatchObject({
      request: { source: { isEmulated: true } },
    });
    expect(context.sent[0]?.path).toBe('/videos');
    const edit = ask(context, 'edit', { prompt: 'at night', video: { id: made.id } });
    await expect(edit).rejects.toMatchObject({ code: 'unsupported', message: /deleted there/ });
  });

  test('keeps its lineage through its sidecar and another try', async () => {
    const context = await open(demoDialect);
    const { made } = context;
    const { id } = await ask(context, 'extension', { prompt: 'on', seconds: 4, video: { id: made.id } });
    await finish(context);
    const source = { call: 'extension', id: made.id, upstreamId: made.upstreamId, isEmulated: true };
    const sidecar = await readSidecar(context.storage, id);
    expect(sidecar && fromSidecar(sidecar).request.source).toEqual(source);

    context.answer.next = () => new Response('{}', { status: 429 });
    const waiting = await ask(context, 'extension', { prompt: 'on', seconds: 4, video: { id: made.id } });
    await changeJob(context, waiting.id, 'cancel');
    context.answer.next = null;
    expect((await changeJob(context, waiting.id, 'retry')).request).toMatchObject({
      source,
      references: [{ role: 'first_frame' }],
    });
  });
});
