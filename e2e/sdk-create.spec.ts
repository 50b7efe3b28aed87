import { createReadStream } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI, { toFile } from 'openai';
import type { VideoCreateParams } from 'openai/resources/videos';
import { photo } from './pictures';
import { errorOf, expectVideo, openSdk, told } from './sdk';
import { expect, test } from './studio';

/** `videos.create` in each form of its body. What becomes of the videos is another test's business. */

const asked = {
  model: 'firstframe-demo',
  prompt: 'A paper boat on a puddle',
  seconds: '2',
  size: '854x480',
} as const;
/** The SDK's types know the lengths and sizes of Sora alone. */
const create = asked as unknown as VideoCreateParams;

const dataUri = async () => `data:image/jpeg;base64,${(await photo(320, 240)).toString('base64')}`;
const oneFrame = [{ role: 'first_frame', width: 320, height: 240 }];

test('a prompt alone is enough, and the answer is a Video with a word of when to ask again', async ({
  studio,
}) => {
  const client = openSdk(studio);
  const { data: video, response } = await client.videos.create({ prompt: 'A paper boat' }).withResponse();
  expectVideo(video);
  expect(video).toMatchObject({
    prompt: 'A paper boat',
    model: 'firstframe-demo',
    error: null,
    expires_at: null,
  });
  expect(Number(response.headers.get('openai-poll-after-ms'))).toBeGreaterThanOrEqual(1_000);
});

test('a first frame comes as a file, as a stream, and as an object with a data URI', async ({ studio }) => {
  const client = openSdk(studio);
  const bytes = await photo(320, 240);
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'firstframe-sdk-')), 'boat.jpg');
  await writeFile(file, bytes);
  for (const input_reference of [
    await toFile(bytes, 'boat.jpg', { type: 'image/jpeg' }),
    createReadStream(file),
    { image_url: await dataUri() },
  ]) {
    const video = await client.videos.create({ ...create, input_reference });
    expectVideo(video);
    expect(video).toMatchObject({ seconds: '2', size: '854x480', prompt: asked.prompt });
    expect(told(video).asked.references).toMatchObject(oneFrame);
  }
});

test('JSON is taken as well, with the object and with a text', async ({ studio }) => {
  const client = openSdk(studio);
  for (const input_reference of [{ image_url: await dataUri() }, await dataUri()]) {
    const body = { ...asked, input_reference };
    const video = (await client.post('/videos', { body })) as OpenAI.Videos.Video;
    expectVideo(video);
    expect(told(video).asked.references).toMatchObject(oneFrame);
  }
});

test('a form takes a first frame as a text', async ({ studio, request }) => {
  const multipart = { prompt: 'A boat', seconds: '2', input_reference: await dataUri() };
  const answer = await request.post(`${studio.url}/v1/videos`, { multipart });
  expect(told(await answer.json()).asked.references).toMatchObject(oneFrame);
});

test('a file_id is refused by its field, in a form and in JSON', async ({ studio }) => {
  const client = openSdk(studio);
  const input_reference = { file_id: 'file-1' };
  for (const call of [
    () => client.videos.create({ ...create, input_reference }),
    () => client.post('/videos', { body: { ...asked, input_reference } }),
  ]) {
    const error = await errorOf(call);
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    expect(error).toMatchObject({ status: 400, param: 'input_reference', code: 'invalid_request' });
    expect(error.message).toContain('file_id');
  }
});

test('an address of this machine is not fetched, whichever way it comes', async ({ studio }) => {
  const client = openSdk(studio);
  const input_reference = { image_url: `${studio.url}/icon.svg` };
  for (const call of [
    () => client.videos.create({ ...create, input_reference }),
    () => client.post('/videos', { body: { ...asked, input_reference: input_reference.image_url } }),
  ])
    expect(await errorOf(call)).toMatchObject({ status: 400, param: 'input_reference' });
});

test('the key of an SDK makes one video, however often it is sent', async ({ studio }) => {
  const client = openSdk(studio);
  const options = { headers: { 'Idempotency-Key': 'sdk-1' } };
  const [first, ...others] = await Promise.all(
    Array.from({ length: 5 }, () => client.videos.create(create, options)),
  );
  expect(others.map(({ id }) => id)).toEqual(others.map(() => first?.id));
  const error = await errorOf(() => client.videos.create({ ...create, prompt: 'Another' }, options));
  expect(error).toBeInstanceOf(OpenAI.UnprocessableEntityError);
  expect(error).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
});
