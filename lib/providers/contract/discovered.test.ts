import { expect, test } from 'vitest';
import { openrouterDialect } from '@/lib/providers/dialects/openrouter';
import { encodeCreate } from '@/lib/providers/encode';
import { decodeModels } from '@/lib/providers/list-models';
import { openrouterFamily } from './families/openrouter';
import { sample } from './family';
import { findFault } from './wire-rules';

/** What a provider says that its models take comes back to it in its own words. */

const ratios = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'];

function sizesOf(changes: object): string[] {
  const { models } = openrouterDialect;
  if (!models) throw new Error('OpenRouter lists its models.');
  const [entry] = sample('openrouter-models').body.data as object[];
  return decodeModels(models, { data: [{ ...entry, ...changes }] })[0]?.capability?.sizes ?? [];
}

test.each(['480p', '720p', '1080p', '2K', '4K'])(
  'OpenRouter is asked for %s in every ratio that it has',
  async (resolution) => {
    for (const ratio of ratios) {
      const [size] = sizesOf({ supported_resolutions: [resolution], supported_aspect_ratios: [ratio] });
      expect(size, ratio).toMatch(/^\d+x\d+$/);
      const { body } = await encodeCreate(openrouterDialect, {
        model: 'm',
        prompt: 'a boat',
        size,
        images: [],
      });
      if (body.kind !== 'json') throw new Error('OpenRouter takes JSON alone.');
      expect(findFault(openrouterFamily.create.rules, body)).toBeNull();
      const { value } = body;
      // Either in pixels, or in the two words that it used itself.
      if (value.size) expect(value.size).toBe(size);
      else expect([value.resolution, value.aspect_ratio]).toEqual([resolution, ratio]);
    }
  },
);

test('a size that a model names is asked for as it is', async () => {
  const sizes = sizesOf({ supported_sizes: ['1248x704', '704x1248'] });
  expect(sizes).toEqual(['1248x704', '704x1248']);
  const { body } = await encodeCreate(openrouterDialect, {
    model: 'm',
    prompt: 'a',
    size: '1248x704',
    images: [],
  });
  if (body.kind !== 'json') throw new Error('OpenRouter takes JSON alone.');
  expect(findFault(openrouterFamily.create.rules, body)).toBeNull();
  expect(body.value).toMatchObject({ size: '1248x704' });
});
