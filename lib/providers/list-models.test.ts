import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dialect } from './dialect';
import { openaiDialect } from './dialects/openai';
import { openrouterDialect } from './dialects/openrouter';
import { sglangDialect } from './dialects/sglang';
import { decodeModels } from './list-models';

function models(dialect: Dialect, answer: unknown) {
  if (!dialect.models) throw new Error('This dialect lists no models.');
  return decodeModels(dialect.models, answer);
}

test("reads OpenAI's list, of which nothing but ids can be known", () => {
  const answer = { object: 'list', data: [{ id: 'a', object: 'model' }, { id: '' }, 'nonsense', null] };
  expect(models(openaiDialect, answer)).toEqual([{ id: 'a' }]);
});

test("reads what OpenRouter's models can take (typescript-sdk in.openapi.yaml @ cb9393a)", () => {
  const entry = {
    id: 'google/veo-3.1',
    supported_aspect_ratios: ['16:9', '9:16'],
    supported_durations: [5, 8],
    supported_frame_images: ['first_frame', 'last_frame'],
    supported_resolutions: ['720p', '4K', 'huge'],
    supported_sizes: null,
  };
  expect(models(openrouterDialect, { data: [entry] })).toEqual([
    {
      id: 'google/veo-3.1',
      capability: {
        sizes: ['1280x720', '720x1280', '3840x2160', '2160x3840'],
        defaultSize: '1280x720',
        seconds: { values: [5, 8] },
        defaultSeconds: 5,
        referenceRoles: ['first_frame', 'last_frame', 'reference'],
      },
    },
  ]);
});

test('takes sizes as they are named, before crossing ratios with resolutions', () => {
  const entry = { id: 'm', supported_sizes: ['640x360', 'big'], supported_resolutions: ['720p'] };
  expect(models(openrouterDialect, { data: [entry] })[0]?.capability).toEqual({
    sizes: ['640x360'],
    defaultSize: '640x360',
  });
});

test('reads a server that describes the one model it serves (docs.sglang.io)', () => {
  const answer = { model_path: 'Wan-AI/Wan2.1-T2V-1.3B-Diffusers', task_type: 'T2V', num_gpus: 4 };
  expect(models(sglangDialect, answer)).toEqual([{ id: 'Wan-AI/Wan2.1-T2V-1.3B-Diffusers' }]);
});

test('never throws, whatever the JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (answer) => {
      for (const { id } of models(openrouterDialect, answer)) expect(id).not.toBe('');
    }),
    { numRuns: 1_000 },
  );
});

test('takes no more models and no more choices than can be shown', () => {
  const list = Array.from({ length: 200_000 }, (_, index) => ({ id: `m${index}` }));
  expect(models(openaiDialect, { data: list })).toHaveLength(5_000);
  const many = Array.from({ length: 5_000 }, (_, index) => `${index + 1}:1`);
  const entry = { id: 'a', supported_aspect_ratios: many, supported_resolutions: many.map(() => '720p') };
  const [model] = models(openrouterDialect, { data: [entry] });
  expect(model?.capability?.sizes).toHaveLength(100);
});
