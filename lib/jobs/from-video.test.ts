import { beforeAll, describe, expect, test } from 'vitest';
import type { Dialect } from '@/lib/providers/dialect';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { xaiDialect } from '@/lib/providers/dialects/xai';
import { purgeJob } from './change-job';
import { createJob } from './create-job';
import type { SourceCall } from './job';
import { presentVideo } from './present-video';
import { fromSidecar } from './sidecar';
import { parseSidecar, readSidecar } from './sidecar-file';
import { ask, finish, formOf, openWithVideo, receive, rows } from './test-from-video';
import { makeTestVideo } from './test-video';

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
});

const open = (dialect?: Dialect) => openWithVideo(video, dialect);

describe('a call that the provider has', () => {
  test('is passed on once with its own id of the video, and says what it is made from', async () => {
    const context = await open();
    const { made } = context;
    const extended = await ask(
      context,
      'extension',
      { prompt: 'it sails on', seconds: '8', video: { id: made.id } },
      { key: 'key' },
    );
    expect(context.sent).toEqual([
      {
        path: '/videos/extensions',
        form: null,
        body: { prompt: 'it sails on', seconds: '8', video: { id: made.upstreamId } },
      },
    ]);
    expect(presentVideo(extended, context.providers)).toMatchObject({
      status: 'in_progress',
      seconds: '8',
      size: '480x854',
      remixed_from_video_id: null,
      firstframe: {
        made_from: { call: 'extension', video_id: made.id, is_emulated: false },
        warnings: [],
        asked: { seconds: 8 },
      },
    });
    await ask(context, 'edit', { prompt: 'at night', video: { id: made.id } });
    expect(context.sent[1]).toMatchObject({
      path: '/videos/edits',
      body: { prompt: 'at night', video: { id: made.upstreamId } },
    });
  });

  test('has the length of the whole once it is here, as OpenAI says', async () => {
    const context = await open();
    const { id } = await ask(context, 'extension', {
      prompt: 'on',
      seconds: 8,
      video: { id: context.made.id },
    });
    await finish(context);
    const job = await context.store.find(id);
    expect(job && presentVideo(job, context.providers)).toMatchObject({ status: 'completed', seconds: '1' });
  });

  test('tells a provider that reads addresses where it gave the video out', async () => {
    const context = await open(xaiDialect);
    await ask(context, 'extension', { prompt: 'on', seconds: 6, video: { id: context.made.id } });
    expect(context.sent).toEqual([
      {
        path: '/videos/extensions',
        form: null,
        body: {
          model: 'm',
          prompt: 'on',
          duration: 6,
          video: { url: `http://provider.invalid/v1/${context.made.upstreamId}.mp4` },
        },
      },
    ]);
  });

  test('answers a key with the same video for ever, also when what it was made from is gone', async () => {
    const context = await open();
    const body = { prompt: 'at night', video: { id: context.made.id } };
    const first = await ask(context, 'edit', body, { key: 'key' });
    await purgeJob(context, context.made.id);
    expect((await ask(context, 'edit', body, { key: 'key' })).id).toBe(first.id);
    await expect(ask(context, 'edit', body, { key: 'another' })).rejects.toMatchObject({ code: 'not_found' });
    const other = { ...body, prompt: 'by day' };
    await expect(ask(context, 'edit', other, { key: 'key' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(context.sent).toHaveLength(1);
  });

  test('leaves no card where it is refused, and says in whose words', async () => {
    const context = await open();
    context.answer.next = () =>
      Response.json({ error: { message: 'No faces.', param: 'prompt' } }, { status: 400 });
    const refused = ask(context, 'edit', { prompt: 'a face', video: { id: context.made.id } });
    await expect(refused).rejects.toMatchObject({ code: 'provider_rejected', message: /No faces/ });
    expect(await rows(context)).toHaveLength(1);
  });

  test('is never sent again where no answer came', async () => {
    const context = await open();
    context.answer.next = () => new Response('<html>', { status: 502 });
    const job = await ask(context, 'extension', { prompt: 'on', seconds: 4, video: { id: context.made.id } });
    expect(job).toMatchObject({ status: 'queued', step: 'unsure', attempt: 1 });
    await finish(context);
    expect(context.sent).toHaveLength(1);
  });

  test('waits for as long as the provider asks for, and is sent then', async () => {
    const context = await open();
    context.answer.next = () => new Response('{}', { status: 429, headers: { 'retry-after': '30' } });
    const job = await ask(context, 'edit', { prompt: 'at night', video: { id: context.made.id } });
    expect(job).toMatchObject({ step: 'submit', dueAt: context.clock.now + 30_000 });
    context.answer.next = null;
    await finish(context);
    expect(await context.store.find(job.id)).toMatchObject({ status: 'completed' });
    expect(context.sent.map((one) => one.path)).toEqual(['/videos/edits', '/videos/edits']);
  });
});

test('a remix that was kept before there were edits is still one', async () => {
  const context = await open();
  const { id } = await ask(context, 'remix', { prompt: 'at night' }, { id: context.made.id });
  await finish(context);
  const sidecar = await readSidecar(context.storage, id);
  const { source: _source, ...asked } = sidecar?.asked ?? { prompt: '' };
  const remixOf = { id: context.made.id, upstreamId: 'up_1' };
  const old = parseSidecar(JSON.stringify({ ...sidecar, asked: { ...asked, remixOf } }));
  expect(fromSidecar(old).request.source).toEqual({ call: 'remix', ...remixOf });
  const request = JSON.stringify({ prompt: 'at night', references: [], remixOf });
  await context.database.updateTable('jobs').set({ request }).where('id', '=', id).execute();
  const job = await context.store.find(id);
  expect(job && presentVideo(job, context.providers).remixed_from_video_id).toBe(context.made.id);
});

describe('what cannot be done', () => {
  test('is named by its field, and costs nothing', async () => {
    const context = await open();
    const { made } = context;
    const open409 = await createJob(context, { prompt: 'b', model: 'm', takes: 1, references: [] });
    context.sent.splice(0);
    const own = { id: made.id };
    const cases: [SourceCall, object, object][] = [
      ['edit', { prompt: 'x', video: { id: 'video_none' } }, { code: 'not_found', param: 'video' }],
      [
        'extension',
        { prompt: 'x', seconds: 4, video: { id: open409[0]?.id } },
        { code: 'not_ready', param: 'video' },
      ],
      [
        'edit',
        { prompt: 'x', video: own, provider: 'other' },
        { code: 'invalid_request', param: 'provider' },
      ],
      ['edit', { prompt: 'x', video: own, model: 'other' }, { code: 'invalid_request', param: 'model' }],
      ['edit', { prompt: 'x' }, { code: 'invalid_request', param: 'video' }],
      ['edit', { prompt: 'x', video: made.id }, { code: 'invalid_request', param: 'video' }],
      ['edit', { prompt: 'x', video: {} }, { code: 'invalid_request', param: 'video.id' }],
      ['edit', { video: own }, { code: 'invalid_request', param: 'prompt', message: 'prompt is required.' }],
      ['edit', { prompt: 'x', video: own, seconds: 4 }, { code: 'invalid_request', param: 'seconds' }],
      ['extension', { prompt: 'x', video: own }, { code: 'invalid_request', param: 'seconds' }],
      ['extension', { prompt: 'x', video: own, seconds: 0 }, { code: 'invalid_request', param: 'seconds' }],
      ['remix', { prompt: 'x' }, { code: 'invalid_request', param: 'video' }],
    ];
    for (const [call, body, refusal] of cases)
      await expect(ask(context, call, body)).rejects.toMatchObject(refusal);
    const both = formOf({ prompt: 'x', 'video[id]': made.id }, video);
    await expect(receive(context, both, 'edit')).rejects.toMatchObject({ param: 'video' });
    const remix = receive(context, formOf({ prompt: 'x' }, video), 'remix', made.id);
    await expect(remix).rejects.toMatchObject({ code: 'invalid_request', param: 'video' });
    expect(context.sent).toEqual([]);
  });

  test('an edit where the provider has none says who, and what can be done instead', async () => {
    const context = await open(demoDialect);
    const edit = ask(context, 'edit', { prompt: 'at night', video: { id: context.made.id } });
    await expect(edit).rejects.toMatchObject({
      code: 'unsupported',
      status: 501,
      message: expect.stringMatching(/^Test .*remix/i),
    });
    expect(await rows(context)).toHaveLength(1);
  });

  test('an extension is held to the lengths of the model', async () => {
    const context = await open(demoDialect);
    const body = { prompt: 'on', seconds: 7, video: { id: context.made.id } };
    await expect(ask(context, 'extension', body)).rejects.toMatchObject({ param: 'seconds' });
    expect(context.sent).toEqual([]);
  });
});
