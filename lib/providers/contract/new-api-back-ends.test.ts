import { describe, expect, test } from 'vitest';
import { newApiDialect } from '@/lib/providers/dialects/new-api';
import { encodeCreate } from '@/lib/providers/encode';
import { newApiFamily } from './families/new-api';
import type { ReceivedPart } from './received';
import { findImage, makeImage, type TestImage } from './test-image';
import { findFault } from './wire-rules';

/**
 * What each back end of New-API reads of a request, and what it drops without a word: QuantumNous/new-api @ 7c28993f6,
 * `relay/channel/task/<name>/adaptor.go`. A field that is not read is a video that was not asked for, and is paid.
 */

async function encode(model: string, size: string, images: TestImage[] = []) {
  const words = { model, prompt: 'a boat', seconds: 5, negativePrompt: 'rain', metadata: { mode: 'pro' } };
  const { body } = await encodeCreate(newApiDialect, { ...words, size, seed: 7, images });
  if (body.kind !== 'multipart') throw new Error('A form was expected.');
  const bytes = new Map(images.map((image) => [image.path, image.bytes]));
  const parts = body.parts.map(
    ({ name, value }): ReceivedPart =>
      typeof value === 'string'
        ? { name, value }
        : {
            name,
            filename: value.filename,
            type: value.type,
            bytes: bytes.get(value.path) ?? Buffer.alloc(0),
          },
  );
  const texts = parts.map((part): [string, unknown] => {
    if (!('value' in part)) return [part.name, part.filename];
    return [part.name, part.name === 'metadata' ? JSON.parse(part.value) : part.value];
  });
  return { wire: Object.fromEntries(texts), received: { kind: 'multipart' as const, parts } };
}

describe('the length and the size', () => {
  test.each([
    ['kling-v1', '1280x720', { seconds: '5', size: '1280x720' }],
    ['kling-v2-master', '720x720', { seconds: '5', size: '720x720' }],
    // The length only as a text, the size only as two words of its metadata.
    [
      'doubao-seedance-1-0-pro-250528',
      '1280x720',
      { seconds: '5', metadata: { resolution: '720p', ratio: '16:9' } },
    ],
    [
      'doubao-seedance-1-0-lite-i2v',
      '1080x1920',
      { seconds: '5', metadata: { resolution: '1080p', ratio: '9:16' } },
    ],
    // Text to video in pixels with an asterisk, image to video in tiers.
    ['wan2.5-t2v-preview', '1920x1080', { duration: '5', size: '1920*1080' }],
    ['wan2.5-i2v-preview', '1280x720', { duration: '5', size: '720P' }],
    ['viduq1', '1920x1080', { duration: '5', size: '1080p' }],
    ['MiniMax-Hailuo-02', '1280x720', { duration: '5', size: '1280x720' }],
    ['veo-3.1-generate-preview', '1280x720', { duration: '5', size: '1280x720' }],
    ['jimeng_vgfm_t2v_l20', '1280x720', { duration: '5' }],
  ])('%s with %s', async (model, size, expected) => {
    const { wire, received } = await encode(model, size);
    expect(wire).toMatchObject(expected);
    expect(findFault(newApiFamily.create.rules, received)).toBeNull();
  });

  test('a channel of Sora hands every field on, so it is given only those that Sora has', async () => {
    const { wire } = await encode('sora-2', '1280x720');
    expect(wire).toEqual({ model: 'sora-2', prompt: 'a boat', seconds: '5', size: '1280x720' });
  });

  test('everything else goes where the metadata part does not wipe it out', async () => {
    const { wire } = await encode('kling-v1', '1280x720');
    expect(wire.metadata).toMatchObject({ mode: 'pro', negative_prompt: 'rain', seed: 7 });
    expect(wire.seed).toBeUndefined();
  });
});

describe('the first frame', () => {
  test.each([
    ['kling-v1', 'image', ['base64']],
    ['doubao-seedance-1-0-pro-250528', 'image', ['base64', 'data_uri']],
    ['wan2.5-i2v-preview', 'image', ['base64', 'data_uri']],
    ['viduq1', 'image', ['base64', 'data_uri']],
    ['MiniMax-Hailuo-02', 'metadata.first_frame_image', ['data_uri', 'base64']],
    ['sora-2', 'input_reference', ['file']],
    ['veo-3.1-generate-preview', 'input_reference', ['file']],
    ['gemini-veo', 'input_reference', ['file']],
    ['jimeng_vgfm_i2v_l20', 'input_reference', ['file']],
  ])('%s reads it at %s', async (model, field, forms) => {
    const image = await makeImage({ role: 'first_frame', size: { width: 1280, height: 720 } });
    const { received } = await encode(model, '1280x720', [image]);
    expect(findFault(newApiFamily.create.rules, received)).toBeNull();
    const found = findImage(received, image);
    expect(found.map((place) => place.field)).toEqual([field]);
    expect(forms).toContain(found[0]?.form);
  });

  test('a server that fetches images is given the address where there is one', async () => {
    const image = await makeImage({ role: 'first_frame', url: 'https://images.example.com/1.png' });
    for (const model of ['kling-v1', 'doubao-seedance-1-0-pro-250528', 'wan2.5-i2v-preview', 'viduq1']) {
      const { received } = await encode(model, '1280x720', [image]);
      expect(findImage(received, image)).toEqual([{ field: 'image', form: 'url' }]);
    }
  });
});
