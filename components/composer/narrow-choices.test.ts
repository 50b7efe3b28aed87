import { describe, expect, test } from 'vitest';
import type { Model } from '@/lib/providers/wire';
import { findModel, narrowChoices, ratioName } from './narrow-choices';

function model(id: string, firstframe: Partial<Model['firstframe']> = {}): Model {
  const blank: Model['firstframe'] = {
    provider: { id: 'p', label: 'P', is_demo: false },
    sizes: ['1280x720', '720x1280'],
    seconds: { values: [4, 8, 12], minimum: null, maximum: null, step: null },
    default_size: '1280x720',
    default_seconds: 4,
    references: [],
    is_known: true,
    fps: null,
    seed: false,
    negative_prompt: false,
    user: false,
    metadata: false,
    maximum_takes: 10,
    options: [],
    conditions: [],
    price: null,
  };
  return { id, object: 'model', created: 0, owned_by: 'p', firstframe: { ...blank, ...firstframe } };
}

const nothing = { providerId: null, model: null, size: null, seconds: null };

describe('narrowChoices', () => {
  test("takes the model's defaults where nothing was chosen, and calls that no change", () => {
    const { choices, narrowings } = narrowChoices(model('m'), nothing);
    expect(choices).toEqual({ providerId: 'p', model: 'm', size: '1280x720', seconds: 4 });
    expect(narrowings).toEqual([]);
  });

  test('keeps what the model can take', () => {
    const wish = { ...nothing, size: '720x1280', seconds: 12 };
    expect(narrowChoices(model('m'), wish)).toMatchObject({
      choices: { size: '720x1280', seconds: 12 },
      narrowings: [],
    });
  });

  test('changes what it cannot take, and says so', () => {
    const { choices, narrowings } = narrowChoices(model('m'), { ...nothing, size: '1024x1024', seconds: 6 });
    expect(choices).toMatchObject({ size: '1280x720', seconds: 4 });
    expect(narrowings).toEqual([
      { field: 'size', from: '1024x1024', to: '1280x720' },
      { field: 'seconds', from: '6', to: '4' },
    ]);
  });

  test('lets anything through to a model that names no limits', () => {
    const free = model('m', {
      sizes: [],
      seconds: { values: [], minimum: null, maximum: null, step: null },
      default_size: null,
      default_seconds: null,
    });
    expect(narrowChoices(free, { ...nothing, size: '999x1', seconds: 7.5 })).toMatchObject({
      choices: { size: '999x1', seconds: 7.5 },
      narrowings: [],
    });
  });
});

test('findModel tells models of the same name at two providers apart', () => {
  const other = model('m', { provider: { id: 'q', label: 'Q', is_demo: true } });
  const models = [model('m'), other];
  expect(findModel(models, { ...nothing, providerId: 'q', model: 'm' })).toBe(other);
  expect(findModel(models, { ...nothing, providerId: 'gone', model: 'm' })).toBe(models[0]);
  expect(findModel([], nothing)).toBeNull();
});

test.each([
  ['1280x720', '16:9'],
  ['720x1280', '9:16'],
  ['854x480', '16:9'],
  ['1024x1024', '1:1'],
  ['1792x1024', '7:4'],
  ['1000x333', '1000:333'],
])('the ratio of %s is %s', (size, name) => {
  expect(ratioName(size)).toBe(name);
});
