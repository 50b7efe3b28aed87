import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dialect } from '@/lib/providers/dialect';
import { relaySoraDialect } from '@/lib/providers/dialects/relay-sora';
import { tokenopsDialect } from '@/lib/providers/dialects/tokenops';
import type { EncodableRequest } from '@/lib/providers/encode';
import { openProvider } from '@/lib/providers/provider';
import { relaySoraFamily } from './families/relay-sora';
import { tokenopsFamily } from './families/tokenops';
import { recorded, type Scene } from './family';
import { openPrism, type Prism } from './open-prism';
import { makeImage } from './test-image';

/** Both seed documents, read by validators that are none of ours. */

const scene: Scene = { id: 'video_1', video: Buffer.from(''), origin: 'http://127.0.0.1' };
const ajv = new Ajv2020({ strict: false, formats: { int64: true } });
const open: Prism[] = [];

afterAll(async () => {
  await Promise.all(open.map((prism) => prism.close()));
});

async function send(
  prism: Prism,
  dialect: Dialect,
  request: EncodableRequest,
  apiKey: string | null = 'sk-test',
) {
  const config = { id: 'p', label: 'P', baseUrl: `${prism.origin}/v1`, isDemo: false, models: null };
  const provider = openProvider({ ...config, dialect, apiKey });
  const outcome = await provider.submit(await provider.encode(request));
  await provider.close();
  return { outcome: outcome.outcome, violations: prism.violations.at(-1) };
}

/** Sends parts as a client without a dialect would, to see that the validator can say no. */
async function sendParts(prism: Prism, parts: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(parts)) body.append(name, value);
  const headers = { authorization: 'Bearer sk-test' };
  const { status } = await fetch(`${prism.origin}/v1/videos`, { method: 'POST', body, headers });
  return { status, violations: prism.violations.at(-1)?.join('; ') };
}

const accepted = { outcome: 'accepted', violations: [] };

describe('the relay of the Sora format, by its document', () => {
  let prism: Prism;
  beforeAll(async () => {
    prism = await openPrism('relay-sora-format.json', 'metadata');
    open.push(prism);
  });

  test.each([
    ['the least', { model: 'kling-v1', prompt: 'a boat', images: [] }],
    [
      'everything',
      {
        model: 'kling-v1',
        prompt: '宇航员站起身走了',
        size: '1280x720',
        seconds: 5,
        fps: 30,
        seed: 20231234,
        user: 'user-1234',
        images: [],
      },
    ],
    ['half a second', { model: 'kling-v1', prompt: 'a boat', seconds: 2.5, size: '854x480', images: [] }],
  ])('takes %s', async (_what, request) => {
    expect(await send(prism, relaySoraDialect, request)).toEqual(accepted);
  });

  test('takes an image as Base64 and as an address', async () => {
    const images = [await makeImage({ role: 'first_frame' })];
    expect(await send(prism, relaySoraDialect, { prompt: 'a boat', images })).toEqual(accepted);
    const byUrl = [await makeImage({ role: 'first_frame', url: 'https://example.com/image.jpg' })];
    expect(await send(prism, relaySoraDialect, { prompt: 'a boat', images: byUrl })).toEqual(accepted);
  });

  test('takes the metadata, which is an object once its text is read', async () => {
    const metadata = { style: 'film', quality_level: 'high', nested: { a: [1] } };
    const request = { prompt: 'a boat', negativePrompt: 'rain', metadata, images: [] };
    expect(await send(prism, relaySoraDialect, request)).toEqual(accepted);
    const sent = JSON.parse(prism.objects.at(-1) ?? '');
    expect(ajv.validate({ type: 'object', additionalProperties: true, properties: {} }, sent)).toBe(true);
    expect(sent).toEqual({ ...metadata, negative_prompt: 'rain' });
  });

  test.each([
    ['a duration with a unit', { duration: '5s' }, /duration must be number/],
    ['a width that is no whole number', { width: '1280.5' }, /width must be integer/],
    ['a seed of words', { seed: 'luck' }, /seed must be integer/],
  ])('refuses %s', async (_what, parts, words) => {
    const { status, violations } = await sendParts(prism, { model: 'kling-v1', prompt: 'a boat', ...parts });
    expect(status).toBe(400);
    expect(violations).toMatch(words);
  });

  test('refuses a request without a key', async () => {
    const request = { model: 'kling-v1', prompt: 'a boat', images: [] };
    expect(await send(prism, relaySoraDialect, request, null)).toMatchObject({ outcome: 'refused' });
  });

  test('answers what its schema says, and the schema can say no', () => {
    const isAnswer = ajv.compile(prism.answerSchema(200));
    const { body } = recorded('newapi-spec-create');
    expect(isAnswer(body), ajv.errorsText(isAnswer.errors)).toBe(true);
    expect(isAnswer({ ...(body as object), progress: '45%' })).toBe(false);
    expect(isAnswer(relaySoraFamily.create.reply(scene).body)).toBe(true);
    const isError = ajv.compile(prism.answerSchema(400));
    expect(isError(recorded('openai-error-invalid-type').body)).toBe(true);
    expect(isError({ error: { message: 5 } })).toBe(false);
  });
});

describe('TokenOps, by its document', () => {
  let prism: Prism;
  beforeAll(async () => {
    prism = await openPrism('tokenops.yaml');
    open.push(prism);
  });

  test.each([
    ['the least', { model: 'sora-2', prompt: 'a boat', images: [] }],
    ['4 s upright', { model: 'sora-2', prompt: '一只可爱的小猫', size: '720x1280', seconds: 4, images: [] }],
    ['12 s lying', { model: 'sora-2', prompt: 'a boat', size: '1280x720', seconds: 12, images: [] }],
    [
      'words it has no field for',
      { model: 'sora-2', prompt: 'a', seed: 7, negativePrompt: 'b', fps: 24, images: [] },
    ],
  ])('takes %s', async (_what, request) => {
    expect(await send(prism, tokenopsDialect, request)).toEqual(accepted);
  });

  test.each(['image/png', 'image/jpeg', 'image/webp'] as const)('takes a first frame as %s', async (type) => {
    const images = [await makeImage({ role: 'first_frame', type })];
    const request = { model: 'sora-2', prompt: 'a boat', size: '1280x720', seconds: 4, images };
    expect(await send(prism, tokenopsDialect, request)).toEqual(accepted);
  });

  test.each([
    [
      'a size out of the set',
      { model: 'sora-2', prompt: 'a', size: '1920x1080' },
      /size must be equal to one of/,
    ],
    ['no prompt', { model: 'sora-2' }, /required property 'prompt'/],
    ['no model', { prompt: 'a' }, /required property 'model'/],
  ])('refuses %s', async (_what, parts, words) => {
    const { status, violations } = await sendParts(prism, parts);
    expect(status).toBe(400);
    expect(violations).toMatch(words);
  });

  test('refuses a size that a changed dialect would let through', async () => {
    const request = { model: 'sora-2', prompt: 'a boat', size: '1024x1024', images: [] };
    expect(await send(prism, tokenopsDialect, request)).toMatchObject({ outcome: 'refused' });
  });

  test('answers what its schema says, and the schema can say no', () => {
    const isAnswer = ajv.compile(prism.answerSchema(200));
    for (const reply of [tokenopsFamily.create.reply, ...tokenopsFamily.polls.map((step) => step.reply)])
      expect(isAnswer(reply(scene).body), ajv.errorsText(isAnswer.errors)).toBe(true);
    expect(isAnswer({ id: 'video_1', status: 'succeeded' })).toBe(false);
    const isError = ajv.compile(prism.answerSchema(400));
    expect(isError(tokenopsFamily.refusal({ field: 'size', message: 'no' }).body)).toBe(true);
    expect(isError({ error: { code: 'bad', message: 'no' } })).toBe(false);
  });
});
