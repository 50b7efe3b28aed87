import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dialect } from '@/lib/providers/dialect';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { xaiDialect } from '@/lib/providers/dialects/xai';
import { admitted } from '@/lib/test-grant';
import { changeJob, purgeJob } from './change-job';
import { createJob } from './create-job';
import type { Job, SourceCall } from './job';
import { presentVideo } from './present-video';
import { receiveFromVideo } from './receive-video';
import { fromSidecar, parseSidecar, readSidecar } from './sidecar';
import { sweep } from './sweep';
import { openTestContext, type TestContext } from './test-context';
import { makeTestVideo } from './test-video';

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
});

type Sent = { path: string; body: unknown; form: FormData | null };
type Studio = TestContext & { made: Job; sent: Sent[]; answer: { next: (() => Response) | null } };

/** A studio that has made one video, and what its provider was sent since. */
async function open(dialect: Dialect = openaiDialect): Promise<Studio> {
  const sent: Sent[] = [];
  const answer: Studio['answer'] = { next: null };
  let count = 0;
  const context = await openTestContext(async (request, place) => {
    if (request.method === 'POST') {
      const isForm = request.headers.get('content-type')?.startsWith('multipart') ?? false;
      const form = isForm ? await request.formData() : null;
      sent.push({ path: place, form, body: isForm ? null : await request.json() });
      count += 1;
      return answer.next?.() ?? Response.json({ id: `up_${count}`, request_id: `up_${count}` });
    }
    if (place.endsWith('.mp4') || place.endsWith('/content'))
      return new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } });
    const id = place.split('/').at(-1);
    return Response.json({ id, status: 'completed', video: { url: `http://provider.invalid/v1/${id}.mp4` } });
  }, dialect);
  const request = { prompt: 'a boat', model: 'm', size: '480x854', seconds: 4, takes: 1, references: [] };
  const [first] = await createJob(context, request);
  await finish(context);
  const made = await context.store.find(first?.id ?? '');
  if (made?.status !== 'completed') throw new Error('There is no video.');
  sent.splice(0);
  return Object.assign(context, { made, sent, answer });
}

async function finish(context: TestContext): Promise<void> {
  for (let step = 0; step < 4; step += 1) {
    context.clock.now += 60_000;
    await context.advanceDue();
  }
}

const jsonOf = (body: unknown, headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1/v1/videos', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

function formOf(words: Record<string, string>, file: Uint8Array<ArrayBuffer> = new Uint8Array(video)) {
  const form = new FormData();
  for (const [name, value] of Object.entries(words)) form.append(name, value);
  form.append('video', new File([file], 'holiday.mp4', { type: 'video/mp4' }));
  return new Request('http://127.0.0.1/v1/videos', { method: 'POST', body: form });
}

/** As the routes receive it: from somebody who may. */
async function receive(context: Studio, request: Request, call: SourceCall, id?: string): Promise<Job> {
  return receiveFromVideo(context, await admitted(request), call, id);
}

const ask = (context: Studio, call: SourceCall, body: object, key?: string) =>
  receive(context, jsonOf(body, key ? { 'idempotency-key': key } : {}), call);

const rows = async (context: TestContext) =>
  (await context.store.listAll()).filter(({ purgedAt }) => purgedAt === null);

describe('a call that the provider has', () => {
  test('is passed on once with its own id of the video, and says what it is made from', async () => {
    const context = await open();
    const { made } = context;
    const extended = await ask(
      context,
      'extension',
      { prompt: 'it sails on', seconds: '8', video: { id: made.id } },
      'key',
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
    const first = await ask(context, 'edit', body, 'key');
    await purgeJob(context, context.made.id);
    expect((await ask(context, 'edit', body, 'key')).id).toBe(first.id);
    await expect(ask(context, 'edit', body, 'another')).rejects.toMatchObject({ code: 'not_found' });
    const other = { ...body, prompt: 'by day' };
    await expect(ask(context, 'edit', other, 'key')).rejects.toMatchObject({
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

describe('an extension where the provider has none', () => {
  test('begins where our own copy ends, and says so', async () => {
    const context = await open(demoDialect);
    const { made } = context;
    const body = { prompt: 'it sails on', seconds: 8, video: { id: made.id } };
    const job = await ask(context, 'extension', body, 'key');
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
    expect((await ask(context, 'extension', body, 'key')).id).toBe(job.id);
    const folder = path.dirname(await context.storage.temporaryPath('x'));
    expect(await readdir(folder)).toEqual([]);
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

test('a remix that was kept before there were edits is still one', async () => {
  const context = await open();
  const { id } = await receive(context, jsonOf({ prompt: 'at night' }), 'remix', context.made.id);
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

describe('an uploaded video', () => {
  test('is passed on byte for byte, and kept for as long as it may be needed', async () => {
    const context = await open();
    const job = await receive(context, formOf({ prompt: 'at night', model: 'm' }), 'edit');
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
    const send = (file: Uint8Array<ArrayBuffer>) => {
      const request = formOf({ prompt: 'at night', model: 'm' }, file);
      request.headers.set('idempotency-key', 'key');
      return receive(context, request, 'edit');
    };
    const first = await send(new Uint8Array(video));
    expect((await send(new Uint8Array(video))).id).toBe(first.id);
    const other = new Uint8Array(video);
    other[other.length - 1] = 1 ^ (other.at(-1) ?? 0);
    await expect(send(other)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(context.sent).toHaveLength(1);
  });

  test('is refused in words where no provider takes one, and where it is none', async () => {
    const context = await open(demoDialect);
    for (const call of ['edit', 'extension'] as const) {
      const words = { prompt: 'at night', ...(call === 'edit' ? {} : { seconds: '4' }) };
      await expect(receive(context, formOf(words), call)).rejects.toMatchObject({
        code: 'unsupported',
        param: 'video',
        message: expect.stringContaining('Test takes no uploaded video'),
      });
      const picture = formOf(words, new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d', 'hex')));
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
      ['edit', { prompt: 'x', video: {} }, { code: 'invalid_request', param: 'video' }],
      ['edit', { video: own }, { code: 'invalid_request', param: 'prompt', message: 'prompt is required.' }],
      ['edit', { prompt: 'x', video: own, seconds: 4 }, { code: 'invalid_request', param: 'seconds' }],
      ['extension', { prompt: 'x', video: own }, { code: 'invalid_request', param: 'seconds' }],
      ['extension', { prompt: 'x', video: own, seconds: 0 }, { code: 'invalid_request', param: 'seconds' }],
      ['remix', { prompt: 'x' }, { code: 'invalid_request', param: 'video' }],
    ];
    for (const [call, body, refusal] of cases)
      await expect(ask(context, call, body)).rejects.toMatchObject(refusal);
    const both = formOf({ prompt: 'x', 'video[id]': made.id });
    await expect(receive(context, both, 'edit')).rejects.toMatchObject({ param: 'video' });
    const remix = receive(context, formOf({ prompt: 'x' }), 'remix', made.id);
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
