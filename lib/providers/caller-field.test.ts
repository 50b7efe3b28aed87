import { describe, expect, test } from 'vitest';
import { fieldOfFault, toCallerField } from './caller-field';
import { contracts } from './contract/contracts';
import { decodeError } from './decode-error';
import type { Dialect, ReferenceField } from './dialect';
import { newApiDialect } from './dialects/new-api';
import { openaiDialect } from './dialects/openai';
import { openrouterDialect } from './dialects/openrouter';
import { relaySoraDialect } from './dialects/relay-sora';
import { v2GenerationsDialect } from './dialects/v2-generations';
import { vllmOmniDialect } from './dialects/vllm-omni';
import { xaiDialect } from './dialects/xai';
import { findPreset, presets } from './presets';
import { resolveModel } from './resolve-model';

const first = ['first_frame'] as const;
const last = ['last_frame'] as const;

const asked = (model: string, roles: readonly ReferenceField['role'][] = []) => ({
  model,
  request: { references: roles.map((role) => ({ role })) },
});

test.each<
  [dialect: Dialect, model: string, param: string, field: string, roles?: readonly ReferenceField['role'][]]
>([
  [openaiDialect, 'sora-2', 'seconds', 'seconds'],
  [openaiDialect, 'sora-2', 'duration', 'seconds'],
  [openaiDialect, 'sora-2', 'input_reference', 'input_reference'],
  [openaiDialect, 'sora-2', 'input_reference[image_url]', 'input_reference'],
  [openaiDialect, 'sora-2', 'body.size', 'size'],
  [relaySoraDialect, 'kling-v1', 'image', 'input_reference'],
  [relaySoraDialect, 'kling-v1', 'width', 'size'],
  [relaySoraDialect, 'kling-v1', 'n', 'n'],
  [relaySoraDialect, 'kling-v1', 'metadata.seed', 'seed'],
  [relaySoraDialect, 'kling-v1', 'metadata.negative_prompt', 'negative_prompt'],
  [relaySoraDialect, 'kling-v1', 'metadata.quality_level', 'quality_level'],
  [relaySoraDialect, 'kling-v1', 'metadata.mine', 'metadata'],
  [newApiDialect, 'kling-v1', 'metadata.image_tail', 'last_frame'],
  [newApiDialect, 'hailuo-02', 'metadata.first_frame_image', 'input_reference'],
  [newApiDialect, 'jimeng-1', 'input_reference', 'last_frame', last],
  [openrouterDialect, 'm', 'frame_images[0].image_url.url', 'input_reference', [...first, ...last]],
  [openrouterDialect, 'm', 'frame_images[1]', 'last_frame', [...first, ...last]],
  [openrouterDialect, 'm', 'frame_images[0]', 'last_frame', last],
  [openrouterDialect, 'm', 'provider.options.google', 'provider_options'],
  [v2GenerationsDialect, 'm', 'Aspect_Ratio', 'size'],
  [v2GenerationsDialect, 'm', 'image_urls[2]', 'reference_images'],
  [xaiDialect, 'm', 'reference_images[0].url', 'reference_images'],
  [vllmOmniDialect, 'm', 'num_inference_steps', 'num_inference_steps'],
  [openaiDialect, 'sora-2', 'cf_region', 'cf_region'],
])('case %#: a field of a provider is one of ours', (dialect, model, param, field, roles = first) => {
  expect(toCallerField(dialect, asked(model, roles), param)).toBe(field);
});

test.each(presets.map(({ dialect }) => [dialect.id, dialect] as const))(
  'every name on the wire of %s leads back to a field of ours',
  (_id, dialect) => {
    const ours = new Set(
      'model prompt negative_prompt size seconds fps seed n user metadata input_reference last_frame reference_images'.split(
        ' ',
      ),
    );
    for (const model of ['any', ...dialect.modelRules.map(({ match }) => match.replaceAll('*', 'x'))]) {
      const { fields, references, options } = resolveModel(dialect, model);
      for (const { name } of options) ours.add(name);
      const names = [...fields, ...references].map(({ name }) => name);
      for (const name of [...names, ...options.map((option) => option.wireName ?? option.name)])
        expect([name, ours.has(toCallerField(dialect, asked(model), name))]).toEqual([name, true]);
    }
  },
);

describe('a refusal without a param', () => {
  const about = (dialect: Dialect, message: string, status = 400) =>
    fieldOfFault(
      dialect,
      asked('sora-2', first),
      decodeError(status, JSON.stringify({ error: { message } })),
    );

  test.each([
    ['seconds must be 4, 8 or 12', 'seconds'],
    ['Invalid duration 7 for this model', 'seconds'],
    ["Invalid type for 'input_reference': expected a file, but got a string instead.", 'input_reference'],
    ['prompt: is required', 'prompt'],
    ['The model `sora-9` does not exist', 'model'],
    ['Unsupported aspect_ratio', 'size'],
    ["Invalid value: '7'. Supported values are: '4', '8', and '12'.", null],
    ['size and seconds do not go together', null],
    ['Something went wrong.', null],
  ])('"%s" is about %s', (message, field) => {
    expect(about(openaiDialect, message)).toBe(field);
  });

  test('nothing is read into words about money', () => {
    expect(about(openaiDialect, 'Insufficient balance for seconds', 402)).toBeNull();
  });

  test('what follows may be the prompt, and is not read', () => {
    expect(about(openaiDialect, `Refused: ${'a boat '.repeat(60)} seconds`)).toBeNull();
  });
});

test.each(contracts.map(({ family, model }) => [family.preset, family, model] as const))(
  'what a server of %s says of each of its fields is found',
  (preset, family, model) => {
    const dialect = findPreset(preset);
    if (!dialect) throw new Error(`There is no preset "${preset}".`);
    const { fields } = resolveModel(dialect, model);
    for (const { name } of fields.filter(({ isCopy }) => !isCopy)) {
      const { status = 400, body } = family.refusal({ field: name, message: 'must be right' });
      const fault = decodeError(status, JSON.stringify(body));
      const field = fieldOfFault(dialect, asked(model), fault);
      expect([name, field]).toEqual([name, toCallerField(dialect, asked(model), name)]);
    }
  },
);
