import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { purgeJob, trashJob } from '@/lib/jobs/change-job';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { parseMultipart } from '@/lib/providers/contract/received';
import { newApiDialect } from '@/lib/providers/dialects/new-api';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { relaySoraDialect } from '@/lib/providers/dialects/relay-sora';
import { vllmOmniDialect } from '@/lib/providers/dialects/vllm-omni';
import { closeScenarios, expectSaved, file, json, openScenario, type Seen } from './open-scenario';

/** The scenarios of a create, by the numbers of the protocol dossier's test matrix. */

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);
afterAll(closeScenarios);

const job = (changes: object) => ({
  id: 'video_1',
  object: 'video',
  created_at: 1758941485,
  model: 'sora-2',
  progress: 0,
  seconds: '4',
  size: '720x1280',
  ...changes,
});

test('scenario 1: the strict happy path', async () => {
  const scenario = await openScenario({
    create: [json(job({ status: 'queued' }))],
    polls: [
      json(job({ status: 'queued' })),
      json(job({ status: 'in_progress', progress: 33 })),
      json(job({ status: 'completed', progress: 100, expires_at: 1758945085 })),
    ],
    content: [file(video)],
  });
  expect(await scenario.create()).toMatchObject({ step: 'poll', upstreamId: 'video_1' });
  expect(await scenario.run(2)).toMatchObject({ status: 'in_progress', progress: 33 });
  await expectSaved(scenario, await scenario.run(), video);
  expect(scenario.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /v1/videos',
    ...Array.from({ length: 3 }, () => 'GET /v1/videos/video_1'),
    'GET /v1/videos/video_1/content',
  ]);
  expect(scenario.seen.every(({ headers }) => headers.authorization === 'Bearer sk-canary-key')).toBe(true);
});

test('scenario 2: a create that answers 202 with a task_id alone', async () => {
  const scenario = await openScenario({
    create: [json({ task_id: 'task_1' }, { status: 202 })],
    polls: [json({ task_id: 'task_1', status: 'SUCCESS' })],
    content: [file(video)],
  });
  expect(await scenario.create()).toMatchObject({ step: 'poll', upstreamId: 'task_1' });
  await expectSaved(scenario, await scenario.run(), video);
  expect(scenario.posts()).toHaveLength(1);
});

describe('scenario 19: the connection is cut once the request is there', () => {
  test('the job is unsure and is never sent again', async () => {
    const scenario = await openScenario({ create: [(response) => response.socket?.destroy()] });
    expect(await scenario.create()).toMatchObject({
      status: 'queued',
      step: 'unsure',
      errorCode: 'submit_unconfirmed',
    });
    scenario.clock.now += 30 * 24 * 3_600_000;
    expect(await scenario.run()).toMatchObject({ step: 'unsure' });
    expect(scenario.posts()).toHaveLength(1);
  });

  test('the same in the middle of the answer', async () => {
    const scenario = await openScenario({
      create: [
        (response) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
          response.write('{"id":"vid');
          setImmediate(() => response.socket?.destroy());
        },
      ],
    });
    expect(await scenario.create()).toMatchObject({ step: 'unsure', upstreamId: null });
    await scenario.run();
    expect(scenario.posts()).toHaveLength(1);
  });
});

describe('scenario 20: refusals in the shapes of three servers', () => {
  test.each([
    [
      'New-API',
      newApiDialect,
      403,
      { code: 'quota_not_enough', message: '用户额度不足', data: null },
      { code: 'provider_credit', message: '用户额度不足' },
    ],
    [
      'New-API, an inner error as text',
      newApiDialect,
      400,
      { code: 'fail_to_fetch_task', message: '{"error":{"message":"bad size","code":"x"}}', data: null },
      { code: 'provider_rejected', message: 'bad size' },
    ],
    [
      'FastAPI, a text',
      vllmOmniDialect,
      400,
      { detail: 'Model mismatch: m' },
      { code: 'provider_rejected', message: 'Model mismatch: m' },
    ],
    [
      'FastAPI, a list',
      vllmOmniDialect,
      422,
      { detail: [{ loc: ['body', 'seconds'], msg: 'bad pattern', type: 'value_error' }] },
      { code: 'provider_rejected', message: expect.stringContaining('bad pattern'), param: 'seconds' },
    ],
    [
      'google.rpc.Status',
      openaiDialect,
      400,
      { error: { code: 400, message: 'seconds must be 4, 8 or 12', details: [] } },
      { code: 'provider_rejected', message: 'seconds must be 4, 8 or 12' },
    ],
    [
      'HTTP 200 with a code that is not 0',
      relaySoraDialect,
      200,
      { code: 1001, msg: 'no such model' },
      { code: expect.stringMatching(/^provider_/), message: 'no such model' },
    ],
  ])('%s', async (_name, dialect, status, body, error) => {
    const scenario = await openScenario({
      dialect,
      create: [json(body, { status })],
      request: { seconds: 4 },
    });
    await expect(scenario.create()).rejects.toMatchObject(error);
    expect(scenario.posts()).toHaveLength(1);
  });
});

describe('scenario 21: the answer is the video itself', () => {
  test('as Base64 in data[0].b64_json', async () => {
    const body = { created: 1770000000, data: [{ b64_json: video.toString('base64') }] };
    const scenario = await openScenario({ dialect: vllmOmniDialect, create: [json(body)] });
    expect(await scenario.create()).toMatchObject({ status: 'in_progress', step: 'archive' });
    await expectSaved(scenario, await scenario.run(), video);
    expect(scenario.seen).toHaveLength(1);
  });

  test('as a URL in data[0].url', async () => {
    const scenario = await openScenario({
      dialect: vllmOmniDialect,
      create: [
        (response, seen) => json({ data: [{ url: `http://${seen.headers.host}/out.mp4` }] })(response, seen),
      ],
      files: { '/out.mp4': file(video) },
    });
    await scenario.create();
    await expectSaved(scenario, await scenario.run(), video);
    expect(scenario.posts()).toHaveLength(1);
  });
});

test('scenario 24: a provider that answers DELETE with 404, 405 or 501 keeps nobody from deleting here', async () => {
  const scenario = await openScenario({
    content: [file(video)],
    deletes: [404, 405, 501].map((status) =>
      json({ error: { message: 'Invalid URL (DELETE)' } }, { status }),
    ),
  });
  const { id } = await scenario.create();
  const { saved } = await scenario.run();
  const key = saved?.videoKey ?? '';
  expect(await scenario.context.storage.stat(key)).not.toBeNull();
  await trashJob(scenario.context, id);
  await purgeJob(scenario.context, id);
  expect(await scenario.context.storage.stat(key)).toBeNull();
  expect(await scenario.find()).toMatchObject({ purgedAt: scenario.clock.now, request: { prompt: '' } });
});

describe('scenario 25: the shape of a multipart body', () => {
  const partsOf = async ({ headers, raw }: Seen) => parseMultipart(headers['content-type'] ?? '', raw);

  async function imageText(width: number, height: number) {
    const picture = sharp({ create: { width, height, channels: 3, background: '#335' } });
    return `data:image/jpeg;base64,${(await picture.jpeg().toBuffer()).toString('base64')}`;
  }

  test('names, order, the file with its name and type, and the length of it all', async () => {
    const references = [
      { role: 'first_frame' as const, param: 'input_reference', text: await imageText(400, 300) },
    ];
    const request = { model: 'sora-2', size: '1280x720', seconds: 8, references };
    const scenario = await openScenario({ request });
    await scenario.create();
    const [post] = scenario.posts();
    if (!post) throw new Error('Nothing was sent.');
    expect(post.headers['transfer-encoding']).toBeUndefined();
    expect(Number(post.headers['content-length'])).toBe(post.raw.length);
    expect(post.headers['content-type']).toMatch(/^multipart\/form-data; boundary=\S{10,70}$/);
    const parts = await partsOf(post);
    expect(parts.map((part) => ('value' in part ? [part.name, part.value] : part.name))).toEqual([
      ['model', 'sora-2'],
      ['prompt', 'a boat'],
      ['seconds', '8'],
      ['size', '1280x720'],
      'input_reference',
    ]);
    const image = parts.at(-1);
    if (!image || 'value' in image) throw new Error('No file was sent.');
    expect(image).toMatchObject({ filename: expect.stringMatching(/^\w+\.jpg$/), type: 'image/jpeg' });
    // The provider refuses a first frame of any other size.
    expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 720 });
  });

  test('metadata as one part of JSON text, which is the last word on what it holds', async () => {
    const request = {
      seconds: 5,
      size: '1280x720',
      seed: 7,
      negativePrompt: 'rain',
      metadata: { style: 'film' },
    };
    for (const dialect of [relaySoraDialect, newApiDialect]) {
      const scenario = await openScenario({ dialect, request: { ...request, model: 'kling-v1' } });
      await scenario.create();
      const parts = await partsOf(scenario.posts()[0] as Seen);
      const metadata = parts.filter(({ name }) => name === 'metadata');
      expect(metadata).toHaveLength(1);
      const text = metadata[0] && 'value' in metadata[0] ? metadata[0].value : '';
      expect(JSON.parse(text)).toMatchObject({ style: 'film', negative_prompt: 'rain' });
      expect(parts.every(({ name }) => !name.includes('.') && !name.includes('['))).toBe(true);
    }
  });

  test('several files as repeated parts of one name', async () => {
    const references = [
      { role: 'first_frame' as const, param: 'input_reference', text: await imageText(64, 36) },
      { role: 'last_frame' as const, param: 'last_frame', text: await imageText(36, 64) },
    ];
    const request = { model: 'jimeng-video-3.0', references };
    const scenario = await openScenario({ dialect: newApiDialect, request });
    await scenario.create();
    const files = (await partsOf(scenario.posts()[0] as Seen)).filter((part) => 'bytes' in part);
    expect(files.map(({ name }) => name)).toEqual(['input_reference', 'input_reference']);
    expect(new Set(files.map(({ filename }) => filename)).size).toBe(2);
  });

  test('nothing that a caller wrote can end a header or a part', async () => {
    const prompt = 'a boat"\r\nContent-Type: text/html\r\n\r\n------formdata-undici-0--';
    const scenario = await openScenario({ request: { prompt } });
    await scenario.create();
    const parts = await partsOf(scenario.posts()[0] as Seen);
    expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['model', 'prompt']));
    expect(parts.find(({ name }) => name === 'prompt')).toMatchObject({ value: prompt });
  });
});
