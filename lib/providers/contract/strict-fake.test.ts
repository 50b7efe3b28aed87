import { afterEach, describe, expect, test } from 'vitest';
import { contracts } from './contracts';
import { sample } from './family';
import { apiKey, openStrictFake, type StrictFake } from './strict-fake';
import { findFault } from './wire-rules';

/** The fakes themselves: whatever a document does not hold is refused, in that server's own words. */

const png = () => new Blob([Buffer.from('89504e470d0a1a0a0000', 'hex')], { type: 'image/png' });
const html = () => new Blob(['<html>'], { type: 'image/png' });

type Parts = (
  | readonly [name: string, value: string]
  | readonly [name: string, value: Blob, filename: string]
)[];

function form(...parts: Parts): FormData {
  const data = new FormData();
  for (const [name, value, filename] of parts)
    value instanceof Blob ? data.append(name, value, filename) : data.append(name, value);
  return data;
}

const opened: StrictFake[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((fake) => fake.close()));
});

async function ask(preset: string, body: FormData | object | ReadableStream, headers: HeadersInit = {}) {
  const family = contracts.find((contract) => contract.family.preset === preset)?.family;
  if (!family) throw new Error(`There is no family "${preset}".`);
  const fake = await openStrictFake(family, Buffer.from(''));
  opened.push(fake);
  const [auth] = family.auth;
  const isRaw = body instanceof FormData || body instanceof ReadableStream;
  const response = await fetch(`${fake.origin}${family.create.target}`, {
    method: 'POST',
    body: isRaw ? body : JSON.stringify(body),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    headers: {
      ...(auth ? { [auth.header]: `${auth.prefix}${apiKey}` } : {}),
      ...(isRaw ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  } as RequestInit);
  return { status: response.status, answer: await response.json() };
}

const base = [['model', 'sora-2'] as const, ['prompt', 'a boat'] as const];
const json = { model: 'm', prompt: 'a boat' };

const faults: [preset: string, what: string, body: FormData | object, shape: object][] = [
  // Fields.
  ['openai', 'an unknown part', form(...base, ['seed', '7']), { error: { param: 'seed' } }],
  ['openai', 'no prompt', form(['model', 'sora-2']), { error: { param: 'prompt' } }],
  ['openai', 'an unknown key', { ...json, duration: 4 }, { error: { param: 'duration' } }],
  ['openai', 'a part that comes twice', form(...base, ['seconds', '4'], ['seconds', '8']), { error: {} }],
  ['tokenops', 'no model', form(['prompt', 'a boat']), { error: { code: 400, details: [] } }],
  [
    'relay-sora',
    'seconds, which its page has not',
    form(...base, ['seconds', '5']),
    { code: 'invalid_request', data: null },
  ],
  [
    'new-api',
    'what metadata would wipe out',
    form(...base, ['seed', '7'], ['metadata', '{}']),
    { code: 'invalid_request' },
  ],
  [
    'new-api',
    'one single images part',
    form(...base, ['images', 'https://a.test/1.png']),
    { code: 'invalid_request' },
  ],
  ['new-api', 'a key that would be dropped', { ...json, fps: 24 }, { code: 'invalid_request' }],
  [
    'vllm-omni',
    'an image in two ways',
    form(
      ...base,
      ['input_reference', png(), 'a.png'],
      ['image_reference', '{"image_url":"https://a.test/1.png"}'],
    ),
    { detail: [{}] },
  ],
  ['xai', 'a size in pixels', { ...json, size: '1280x720' }, { error: expect.stringContaining('size') }],
  [
    'openrouter',
    'two first frames',
    {
      ...json,
      frame_images: Array.from({ length: 2 }, () => ({
        type: 'image_url',
        image_url: { url: 'https://a.test/1.png' },
        frame_type: 'first_frame',
      })),
    },
    { error: { code: 400 } },
  ],
  // Types.
  [
    'openai',
    'seconds as a number',
    { ...json, model: 'sora-2', seconds: 4 },
    { error: { param: 'seconds' } },
  ],
  ['openai', 'a length out of the set', form(...base, ['seconds', '5']), { error: { param: 'seconds' } }],
  ['openai', 'a size that the model has not', form(...base, ['size', '1920x1080']), { error: {} }],
  ['tokenops', 'a size out of the set', form(...base, ['size', '1920x1080']), { error: { code: 400 } }],
  ['relay-sora', 'a duration with a unit', form(...base, ['duration', '5s']), { code: 'invalid_request' }],
  ['relay-sora', 'a broken width', form(...base, ['width', '1280.5']), { code: 'invalid_request' }],
  [
    'relay-sora',
    'metadata that is no JSON',
    form(...base, ['metadata', '[object Object]']),
    { code: 'invalid_request' },
  ],
  [
    'relay-sora',
    'a data URI in the place of Base64',
    form(...base, ['image', 'data:image/png;base64,AAAA']),
    { code: 'invalid_request' },
  ],
  ['new-api', 'seconds as a number', { ...json, seconds: 5 }, { code: 'invalid_request' }],
  [
    'vllm-omni',
    'a fraction of a second',
    form(...base, ['seconds', '4.5']),
    { detail: [{ loc: ['body', 'seconds'] }] },
  ],
  ['vllm-omni', 'more steps than there are', form(...base, ['num_inference_steps', '201']), { detail: [{}] }],
  ['sglang', 'seconds as a text', { ...json, seconds: '4' }, { detail: [{ loc: ['body', 'seconds'] }] }],
  ['openrouter', 'a duration as a text', { ...json, duration: '8' }, { error: { code: 400 } }],
  ['v2-generations', 'a resolution in pixels', { ...json, resolution: '1280x720' }, { error: {} }],
  ['xai', 'an image that is a text', { ...json, image: 'https://a.test/1.png' }, { error: {} }],
  // Encodings.
  [
    'openai',
    'a text in the place of a file',
    form(...base, ['input_reference', 'https://a.test/1.png']),
    { error: { code: 'invalid_type', message: expect.stringContaining('expected a file') } },
  ],
  ['openai', 'a file that is no image', form(...base, ['input_reference', html(), 'a.png']), { error: {} }],
  [
    'azure',
    'a file without an image type',
    form(...base, ['input_reference', new Blob(['x']), 'a.png']),
    { error: {} },
  ],
  [
    'relay-sora',
    'a file where it reads a text',
    form(...base, ['image', png(), 'a.png']),
    { code: 'invalid_request' },
  ],
  ['relay-sora', 'JSON', json, { code: 'invalid_request' }],
  ['tokenops', 'JSON', json, { error: { code: 400 } }],
  ['vllm-omni', 'JSON', json, { detail: [{}] }],
  ['openrouter', 'a form', form(...base), { error: { code: 400 } }],
  ['xai', 'a form', form(...base), { error: expect.any(String) }],
];

describe('a strict fake refuses', () => {
  test.each(faults)('%s: %s', async (preset, _what, body, shape) => {
    const { status, answer } = await ask(preset, body);
    expect(status).toBe(['vllm-omni', 'sglang'].includes(preset) ? 422 : 400);
    expect(answer).toMatchObject(shape);
  });

  test('a body in chunks', async () => {
    const stream = new Response(form(...base));
    const { status } = await ask('openai', stream.body ?? {}, {
      'content-type': stream.headers.get('content-type') ?? '',
    });
    expect(status).toBe(400);
  });

  test('a form whose type was set by hand, without its boundary', async () => {
    const { status } = await ask('openai', form(...base), { 'content-type': 'multipart/form-data' });
    expect(status).toBe(400);
  });

  test('a key in another header', async () => {
    const { status } = await ask('openai', form(...base), { authorization: '', 'api-key': apiKey });
    expect(status).toBe(401);
  });
});

test('a strict fake takes what its document holds', async () => {
  const whole = form(...base, ['seconds', '4'], ['size', '720x1280'], ['input_reference', png(), 'a.png']);
  for (const preset of ['openai', 'azure', 'litellm', 'tokenops', 'new-api', 'vllm-omni', 'sglang'])
    expect(await ask(preset, whole)).toMatchObject({ status: 200 });
});

test.each([
  ['openai', 'openai-request-characters'],
  ['openai', 'openai-request-batch-line'],
  ['openrouter', 'openrouter-request'],
  // Written for its older path, whose body the same parser reads.
  ['new-api', 'newapi-generations-request'],
])('the strict fake of %s takes the recorded request %s', (preset, name) => {
  const { body } = sample(name);
  const value = 'custom_id' in body ? body.body : body;
  const rules = contracts.find(({ family }) => family.preset === preset)?.family.create.rules ?? {};
  expect(findFault(rules, { kind: 'json', value })).toBeNull();
});
