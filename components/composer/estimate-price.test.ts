import { describe, expect, test } from 'vitest';
import type { Model } from '@/lib/providers/wire';
import { estimatePrice, formatPrice } from './estimate-price';

type Price = NonNullable<Model['firstframe']['price']>;

function model(price: Partial<Price> | null, isDemo = false): Model {
  const blank: Price = { currency: 'USD', per_second: null, per_video: null, per_second_by_size: {} };
  return {
    id: 'm',
    object: 'model',
    created: 0,
    owned_by: 'p',
    firstframe: {
      provider: { id: 'p', label: 'P', is_demo: isDemo },
      is_known: true,
      sizes: [],
      default_size: null,
      seconds: { values: [], minimum: null, maximum: null, step: null },
      default_seconds: null,
      fps: null,
      seed: false,
      negative_prompt: false,
      user: false,
      metadata: false,
      maximum_takes: 4,
      references: [],
      options: [],
      conditions: [],
      price: price && { ...blank, ...price },
    },
  };
}

const wish = { size: '1280x720', seconds: 4, takes: 1 };

describe('estimatePrice', () => {
  test('the demo is free, also with a price', () => {
    expect(estimatePrice(model({ per_second: 1 }, true), wish)).toEqual({ kind: 'free' });
  });

  test.each<[string, Partial<Price> | null]>([
    ['no price', null],
    ['a price that says nothing', {}],
    ['only a price of another size', { per_second_by_size: { '1792x1024': 0.3 } }],
  ])('%s is unknown', (_name, price) => {
    expect(estimatePrice(model(price), wish)).toEqual({ kind: 'unknown' });
  });

  test('a price by the second is unknown while the length is', () => {
    expect(estimatePrice(model({ per_second: 0.1 }), { ...wish, seconds: null })).toEqual({
      kind: 'unknown',
    });
  });

  test.each<[string, Partial<Price>, number]>([
    ['by the second', { per_second: 0.1 }, 1.2],
    ['by the video', { per_video: 0.5 }, 1.5],
    ['by both', { per_second: 0.1, per_video: 0.5 }, 2.7],
    [
      'by the size, before the general one',
      { per_second: 0.1, per_second_by_size: { '1280x720': 0.3 } },
      3.6,
    ],
  ])('%s, times the takes', (_name, price, amount) => {
    const estimate = estimatePrice(model(price), { ...wish, takes: 3 });
    expect(estimate).toMatchObject({ kind: 'known', currency: 'USD' });
    expect(estimate.kind === 'known' && estimate.amount).toBeCloseTo(amount, 9);
  });
});

test.each([
  [0.4, 'en', '0.40 USD'],
  [0.1 + 0.2, 'en', '0.30 USD'],
  [0.0125, 'en', '0.0125 USD'],
  [1234.5, 'zh', '1,234.50 USD'],
])('%s in %s reads %s', (amount, language, words) => {
  expect(formatPrice(amount, 'USD', language)).toBe(words);
});
