import { createHash } from 'node:crypto';
import OpenAI, { toFile } from 'openai';
import type { VideoCreateParams, VideoExtendParams } from 'openai/resources/videos';
import { photo } from './pictures';
import { errorOf, expectVideo, openSdk, pollToEnd, told } from './sdk';
import { expect, type Studio, test } from './studio';

/** Every other method of `client.videos`, before the demo, which has fewer calls than OpenAI. */

const short = (prompt: string) => ({ prompt, seconds: '2', size: '854x480' }) as unknown as VideoCreateParams;

test('a video is made, polled, downloaded in each variant, remixed, extended and deleted', async ({
  freshStudio,
}) => {
  const client = openSdk(freshStudio);
  const [model] = (await client.models.list()).data;
  expect(await client.models.retrieve(model?.id ?? '')).toEqual(model);
  const made = await client.videos.create({
    model: model?.id,
    prompt: 'A paper boat on a puddle',
    seconds: '4',
    size: '1280x720',
    input_reference: await toFile(await photo(640, 360), 'boat.jpg', { type: 'image/jpeg' }),
  });
  expect(made).toMatchObject({ status: 'in_progress', seconds: '4', size: '1280x720' });
  const video = await pollToEnd(client, made.id);
  expect(video).toMatchObject({ status: 'completed', progress: 100 });

  const download = await client.videos.downloadContent(made.id);
  expect(download.headers.get('content-type')).toBe('video/mp4');
  const bytes = Buffer.from(await download.arrayBuffer());
  const { got } = told(video);
  expect(got).toMatchObject({
    width: 1280,
    height: 720,
    seconds: 4,
    fps: 24,
    codec: 'avc',
    bytes: bytes.length,
  });
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(got?.sha256);
  for (const [variant, type] of [
    ['video', 'video/mp4'],
    ['thumbnail', 'image/webp'],
    ['spritesheet', 'image/jpeg'],
  ] as const) {
    const still = await client.videos.downloadContent(made.id, { variant });
    expect(still.headers.get('content-type')).toBe(type);
    expect((await still.arrayBuffer()).byteLength).toBeGreaterThan(500);
  }

  const remix = await client.videos.remix(made.id, { prompt: 'The same at night' });
  expectVideo(remix);
  expect(remix.remixed_from_video_id).toBe(made.id);
  // The demo has no such call, so it is emulated, which both say.
  const body = {
    prompt: 'It sails on',
    seconds: '2',
    video: { id: made.id },
  } as unknown as VideoExtendParams;
  const extended = await client.videos.extend(body, { headers: { 'Idempotency-Key': 'extend-1' } });
  expectVideo(extended);
  expect(extended).toMatchObject({ prompt: 'It sails on', seconds: '2', remixed_from_video_id: null });
  expect(told(extended).made_from).toEqual({ call: 'extension', video_id: made.id, is_emulated: true });
  expect(told(extended).warnings).toMatchObject([{ field: 'extension' }]);
  expect(told(extended).asked.references).toMatchObject([{ role: 'first_frame', width: 1280, height: 720 }]);
  const again = await client.videos.extend(body, { headers: { 'Idempotency-Key': 'extend-1' } });
  expect(again.id).toBe(extended.id);
  expect((await pollToEnd(client, extended.id)).status).toBe('completed');

  expect(await client.videos.delete(made.id)).toEqual({
    id: made.id,
    object: 'video.deleted',
    deleted: true,
  });
  const ids: string[] = [];
  for await (const each of client.videos.list({ limit: 1 })) ids.push(each.id);
  expect(ids).toEqual([extended.id, remix.id]);
});

test('the list pages by itself, both ways', async ({ freshStudio }) => {
  const client = openSdk(freshStudio);
  const made: string[] = [];
  for (const prompt of ['one', 'two', 'three', 'four', 'five'])
    made.push((await client.videos.create(short(prompt))).id);
  for (const [order, expected] of [
    ['asc', made],
    ['desc', made.toReversed()],
  ] as const) {
    const ids: string[] = [];
    for await (const { id } of client.videos.list({ order, limit: 2 })) ids.push(id);
    expect(ids).toEqual(expected);
  }
  const page = await client.videos.list({ order: 'asc', after: made[1], limit: 2 });
  expect(page).toMatchObject({ has_more: true, last_id: made[3] });
  expect((await page.getNextPage()).data.map(({ id }) => id)).toEqual([made[4]]);
  expect((await client.videos.list()).data).toHaveLength(5);
  expect((await client.videos.list({ limit: 0 })).data).toEqual([]);
  await client.videos.delete(made[0] ?? '');
  expect((await client.videos.list({ order: 'asc', limit: 1 })).data[0]?.id).toBe(made[1]);
});

test.describe('what cannot be done', () => {
  let studio: Studio;
  let client: OpenAI;
  let open: string;
  test.beforeEach(async ({ studio: shared }) => {
    studio = shared;
    client = openSdk(studio);
    open = (await client.videos.create(short('Still under way'))).id;
  });

  test('is an error of the class that the SDK has for it, with the field and our code', async () => {
    const file = await toFile(Buffer.from('000000186674797069736f6d', 'hex'), 'a.mp4', { type: 'video/mp4' });
    const seconds = '4' as const;
    const cases: [() => PromiseLike<unknown>, new (...given: never[]) => Error, Record<string, unknown>][] = [
      [() => client.videos.retrieve('video_none'), OpenAI.NotFoundError, { code: 'not_found' }],
      [() => client.videos.delete('video_none'), OpenAI.NotFoundError, { code: 'not_found' }],
      [() => client.videos.downloadContent('video_none'), OpenAI.NotFoundError, { code: 'not_found' }],
      [() => client.videos.downloadContent(open), OpenAI.ConflictError, { code: 'not_ready' }],
      [() => client.videos.remix('video_none', { prompt: 'x' }), OpenAI.NotFoundError, { code: 'not_found' }],
      [() => client.videos.remix(open, { prompt: '' }), OpenAI.BadRequestError, { param: 'prompt' }],
      [() => client.videos.create({ prompt: '' }), OpenAI.BadRequestError, { param: 'prompt' }],
      [() => client.videos.list({ after: 'video_none' }), OpenAI.BadRequestError, { param: 'after' }],
      [() => client.videos.list({ limit: 101 }), OpenAI.BadRequestError, { param: 'limit' }],
      [
        () => client.videos.extend({ prompt: 'x', seconds, video: { id: 'video_none' } }),
        OpenAI.NotFoundError,
        { code: 'not_found', param: 'video' },
      ],
      [
        () => client.videos.extend({ prompt: 'x', seconds, video: { id: open } }),
        OpenAI.ConflictError,
        { code: 'not_ready', param: 'video' },
      ],
      [
        () => client.videos.edit({ prompt: 'x', video: { id: open } }),
        OpenAI.ConflictError,
        { code: 'not_ready' },
      ],
      [
        () => client.videos.edit({ prompt: 'x', video: file }),
        OpenAI.InternalServerError,
        { status: 501, code: 'unsupported' },
      ],
      [
        () => client.videos.extend({ prompt: 'x', seconds, video: file }),
        OpenAI.InternalServerError,
        { status: 501, code: 'unsupported' },
      ],
      [
        () => client.videos.createCharacter({ name: 'Luna', video: file }),
        OpenAI.InternalServerError,
        { status: 501, code: 'unsupported' },
      ],
      [() => client.videos.getCharacter('char_1'), OpenAI.NotFoundError, { code: 'not_found' }],
      [() => client.models.retrieve('no/such'), OpenAI.NotFoundError, { code: 'not_found', param: 'model' }],
      [() => client.models.delete('no/such'), OpenAI.APIError, { status: 405, code: 'method_not_allowed' }],
      [
        () => client.chat.completions.create({ model: 'm', messages: [] }),
        OpenAI.NotFoundError,
        { code: 'not_found' },
      ],
      [() => client.files.list(), OpenAI.NotFoundError, { code: 'not_found' }],
    ];
    for (const [call, kind, shape] of cases) {
      const error = await errorOf(call);
      expect(error).toBeInstanceOf(kind);
      expect(error).toMatchObject(shape);
      expect(error.message).toMatch(/\w/);
    }
  });

  test('is said in JSON at every address, and a method that is not taken with those that are', async ({
    request,
  }) => {
    for (const [method, address, status, allow] of [
      ['GET', '/v1/nothing', 404, undefined],
      ['GET', '/v1', 404, undefined],
      ['POST', '/v1/nothing', 404, undefined],
      ['DELETE', '/v1/videos/a/b/c', 404, undefined],
      ['GET', '/api/nothing', 404, undefined],
      ['PUT', '/v1/videos', 405, 'GET, HEAD, POST'],
      ['GET', '/v1/videos/edits', 405, 'POST'],
      ['POST', '/v1/videos/some/content', 405, 'GET, HEAD'],
      ['DELETE', '/v1/models', 405, 'GET, HEAD'],
      ['GET', '/api/videos/some/attach', 405, 'POST'],
    ] as const) {
      const answer = await request.fetch(`${studio.url}${address}`, { method });
      expect([method, address, answer.status(), answer.headers().allow]).toEqual([
        method,
        address,
        status,
        allow,
      ]);
      expect(Object.keys((await answer.json()).error)).toEqual(['message', 'type', 'param', 'code']);
    }
  });
});
