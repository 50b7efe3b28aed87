import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '@/lib/providers/wire';
import { findModel, narrowChoices, ratioName } from './narrow-choices';

type Rule = Model['firstframe']['conditions'][number];

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
      { field: 'size', from: '1024x1024', to: '1280x720', because: 'model' },
      { field: 'seconds', from: '6', to: '4', because: 'model' },
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

describe('rules between choices', () => {
  const rule = (when: Partial<Rule['when']>, then: Partial<Omit<Rule, 'when'>>): Rule => ({
    when: { sizes: null, seconds: null, has_reference: null, ...when },
    sizes: null,
    seconds: null,
    ...then,
  });
  const ruled = model('m', { conditions: [rule({ seconds: [12] }, { sizes: ['720x1280'] })] });
  const wish = { ...nothing, size: '1280x720', seconds: 12 };

  test('what was just changed stays, and the other gives way', () => {
    expect(narrowChoices(ruled, wish, { changed: 'size' })).toMatchObject({
      choices: { size: '1280x720', seconds: 8 },
      narrowings: [{ field: 'seconds', from: '12', to: '8', because: 'rule' }],
    });
    expect(narrowChoices(ruled, wish, { changed: 'seconds' })).toMatchObject({
      choices: { size: '720x1280', seconds: 12 },
      narrowings: [{ field: 'size', from: '1280x720', to: '720x1280', because: 'rule' }],
    });
  });

  test('a rule about images holds only with one', () => {
    const still = model('m', { conditions: [rule({ has_reference: true }, { seconds: [8] })] });
    expect(narrowChoices(still, wish, { hasReference: true }).choices.seconds).toBe(8);
    expect(narrowChoices(still, wish).choices.seconds).toBe(12);
  });

  test('whatever is wished, the outcome is in the range, on a step, and stays as it is when asked for again', () => {
    const ranged = model('m', {
      seconds: { values: [], minimum: 2, maximum: 10.3, step: 0.5 },
      conditions: [rule({ sizes: ['720x1280'] }, { seconds: [5] })],
    });
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 40, noNaN: true }),
        fc.constantFrom('1280x720', '720x1280', '1x1'),
        fc.constantFrom('size' as const, 'seconds' as const),
        (seconds, size, changed) => {
          const { choices } = narrowChoices(ranged, { ...nothing, size, seconds }, { changed });
          expect(choices.seconds).toBeGreaterThanOrEqual(2);
          expect(choices.seconds).toBeLessThanOrEqual(10);
          expect(Number.isInteger((choices.seconds ?? 0.1) * 2)).toBe(true);
          if (choices.size === '720x1280') expect(choices.seconds).toBe(5);
          expect(narrowChoices(ranged, choices, { changed })).toEqual({ choices, narrowings: [] });
        },
      ),
    );
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
