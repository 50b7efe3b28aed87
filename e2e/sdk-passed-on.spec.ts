import { readFile } from 'node:fs/promises';
import path from 'node:path';
import OpenAI, { toFile } from 'openai';
import { openaiFamily } from '@/lib/providers/contract/families/openai';
import { characterId } from '@/lib/providers/contract/family';
import { apiKey, openStrictFake, type StrictFake } from '@/lib/providers/contract/strict-fake';
import { errorOf, expectVideo, openSdk, pollToEnd, told } from './sdk';
import { expect, type Studio, startStudio, test } from './studio';

/** The calls that are passed on, before a provider that refuses whatever OpenAI's document does not hold. */

let video: Buffer;
let fake: StrictFake;
let studio: Studio;
let client: OpenAI;
let made: OpenAI.Videos.Video;

test.beforeAll(async () => {
  video = await readFile(path.join(import.meta.dirname, '../faults/video.mp4'));
  fake = await openStrictFake(openaiFamily, video);
  const [bytes] = openaiFamily.results;
  if (!bytes) throw new Error('There is no way to the file.');
  Object.assign(fake, { polled: bytes.polled, files: bytes.files });
  studio = await startStudio({ OPENAI_BASE_URL: `${fake.origin}/v1`, OPENAI_API_KEY: apiKey });
  client = openSdk(studio);
  const created = await client.videos.create({
    model: 'sora-2',
    prompt: 'A boat',
    seconds: '4',
    size: '1280x720',
  });
  made = await pollToEnd(client, created.id);
  expect(made.status).toBe('completed');
});

test.beforeEach(() => {
  fake.requests.splice(0);
});

test.afterAll(async () => {
  await studio.stop('SIGKILL');
  await fake.close();
});

/** The paid requests that reached the provider since the test began, by their address. */
const posts = () => fake.requests.filter(({ method }) => method === 'POST').map(({ target }) => target);
const lastBody = () => fake.requests.filter(({ method }) => method === 'POST').at(-1)?.body;

test('a remix', async () => {
  const remix = await client.videos.remix(made.id, { prompt: 'At night' });
  expectVideo(remix);
  expect(remix.remixed_from_video_id).toBe(made.id);
  expect(told(remix)).toMatchObject({ warnings: [], made_from: { call: 'remix', is_emulated: false } });
  expect(posts()).toEqual([`/v1/videos/${openaiFamily.id}/remix`]);
  expect((await pollToEnd(client, remix.id)).status).toBe('completed');
});

test('an edit and an extension of a video by its id, each once for a key', async () => {
  const options = { headers: { 'Idempotency-Key': 'edit-1' } };
  const body = { prompt: 'Make it snow', video: { id: made.id } };
  const edit = await client.videos.edit(body, options);
  expectVideo(edit);
  expect((await client.videos.edit(body, options)).id).toBe(edit.id);
  expect(lastBody()).toEqual({
    kind: 'json',
    value: { prompt: 'Make it snow', video: { id: openaiFamily.id } },
  });
  const extension = await client.videos.extend({ prompt: 'On', seconds: '8', video: { id: made.id } });
  expectVideo(extension);
  expect(lastBody()).toEqual({
    kind: 'json',
    value: { prompt: 'On', seconds: '8', video: { id: openaiFamily.id } },
  });
  expect(posts()).toEqual(['/v1/videos/edits', '/v1/videos/extensions']);
  for (const each of [edit, extension]) {
    expect(told(each)).toMatchObject({ warnings: [], made_from: { video_id: made.id, is_emulated: false } });
    expect((await pollToEnd(client, each.id)).status).toBe('completed');
  }
  expect(fake.faults).toEqual([]);
});

test('an edit and an extension of an uploaded video, byte for byte', async () => {
  const file = await toFile(video, 'holiday.mp4', { type: 'video/mp4' });
  const edit = await client.videos.edit({ prompt: 'Make it snow', video: file });
  const extension = await client.videos.extend({ prompt: 'On', seconds: '4', video: file });
  expect(fake.faults).toEqual([]);
  for (const { body } of fake.requests.filter(({ method }) => method === 'POST')) {
    const parts = body.kind === 'multipart' ? body.parts : [];
    const sent = parts.find(({ name }) => name === 'video');
    expect(sent && 'bytes' in sent && sent.bytes.equals(video)).toBe(true);
  }
  for (const each of [edit, extension]) {
    expectVideo(each);
    expect(told(each).made_from).toMatchObject({ video_id: null, is_emulated: false });
  }
});

test('a character, and what is known of it', async () => {
  const file = await toFile(video, 'luna.mp4', { type: 'video/mp4' });
  const luna = { id: characterId, name: 'Luna', created_at: 1_772_323_200 };
  expect(await client.videos.createCharacter({ name: 'Luna', video: file })).toEqual(luna);
  expect(await client.videos.getCharacter(characterId)).toEqual(luna);
  expect(await errorOf(() => client.videos.getCharacter('char_none'))).toBeInstanceOf(OpenAI.NotFoundError);
  expect(posts()).toEqual(['/v1/videos/characters']);
});

test('what the provider refuses is refused in its own words, and leaves no card', async () => {
  const before = (await client.videos.list({ limit: 100 })).data.length;
  const refused = client.videos.edit({ prompt: 'x'.repeat(31_999), video: { id: made.id } });
  await refused;
  const error = await errorOf(() =>
    client.videos.extend({ prompt: 'On', seconds: '5' as '4', video: { id: made.id } }),
  );
  expect(error).toBeInstanceOf(OpenAI.BadRequestError);
  expect(error.param).toBe('seconds');
  expect((await client.videos.list({ limit: 100 })).data).toHaveLength(before + 1);
});
