import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DailyLimit,
  estimatePrice,
  formatPrice,
  type Price,
  toMicros,
  toUnits,
  whyStopped,
} from './price';

const blank: Price = { currency: 'USD', per_second: null, per_video: null, per_second_by_size: {} };
const wish = { size: '1280x720', seconds: 4, takes: 1 };
const paid = (price: Partial<Price> | null) => ({ price: price && { ...blank, ...price }, isFree: false });

describe('estimatePrice', () => {
  test('the demo is free, also with a price', () => {
    const demo = { price: { ...blank, per_second: 1 }, isFree: true };
    expect(estimatePrice(demo, wish)).toEqual({ kind: 'free' });
  });

  test.each<[string, Partial<Price> | null]>([
    ['no price', null],
    ['a price that says nothing', {}],
    ['only a price of another size', { per_second_by_size: { '1792x1024': 0.3 } }],
    ['a price beyond all sense', { per_video: 1e12 }],
  ])('%s is unknown', (_name, price) => {
    expect(estimatePrice(paid(price), wish)).toEqual({ kind: 'unknown' });
  });

  test('a price by the second is unknown while the length is', () => {
    expect(estimatePrice(paid({ per_second: 0.1 }), { ...wish, seconds: null })).toEqual({ kind: 'unknown' });
  });

  test.each<[string, Partial<Price>, number]>([
    ['by the second', { per_second: 0.1 }, 1_200_000],
    ['by the video', { per_video: 0.5 }, 1_500_000],
    ['by both', { per_second: 0.1, per_video: 0.5 }, 2_700_000],
    [
      'by the size, before the general one',
      { per_second: 0.1, per_second_by_size: { '1280x720': 0.3 } },
      3_600_000,
    ],
    ['nothing', { per_video: 0 }, 0],
  ])('%s, times the takes', (_name, price, micros) => {
    expect(estimatePrice(paid(price), { ...wish, takes: 3 })).toEqual({
      kind: 'known',
      micros,
      currency: 'USD',
    });
  });
});

const units = fc.integer({ min: 0, max: 10_000_000 }).map(toUnits);

test('sums are exact: as many takes cost as much as so many single ones, and tenths add up as on paper', () => {
  const price = fc.record({ per_second: units, per_video: units });
  const length = fc.integer({ min: 1, max: 60_000 }).map((milliseconds) => milliseconds / 1_000);
  fc.assert(
    fc.property(price, length, fc.integer({ min: 1, max: 16 }), (rates, seconds, takes) => {
      const [one, all] = [1, takes].map((count) =>
        estimatePrice(paid(rates), { size: null, seconds, takes: count }),
      );
      if (one?.kind !== 'known' || all?.kind !== 'known') throw new Error('Both have a price.');
      expect(Number.isSafeInteger(one.micros)).toBe(true);
      expect(all.micros).toBe(one.micros * takes);
      const onPaper = BigInt(toMicros(rates.per_second)) * BigInt(Math.round(seconds * 1_000));
      const rounded = Number((onPaper + 500n) / 1_000n) + toMicros(rates.per_video);
      expect(one.micros).toBe(rounded);
    }),
  );
  expect([0.1, 0.2].reduce((sum, amount) => sum + toMicros(amount), 0)).toBe(toMicros(0.3));
});

test('units and millionths are each other’s inverse', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), (micros) => toMicros(toUnits(micros)) === micros));
});

const limit: DailyLimit = { amount: 5, currency: 'USD', videos: null, unpriced: 'pass' };
const known = (amount: number, currency = 'USD') =>
  ({ kind: 'known', micros: toMicros(amount), currency }) as const;

test.each([
  ['what just fits', limit, 4.6, known(0.4), null],
  ['what does not', limit, 4.6, known(0.400001), 'amount'],
  ['what costs nothing, when all is spent', limit, 5, known(0), null],
  ['the demo, when all is spent', limit, 9, { kind: 'free' } as const, null],
  ['an unknown price', limit, 5, { kind: 'unknown' } as const, null],
  [
    'an unknown price, strictly',
    { ...limit, unpriced: 'stop' as const },
    0,
    { kind: 'unknown' } as const,
    'unpriced',
  ],
  ['another currency', limit, 5, known(100, 'EUR'), null],
  ['another currency, strictly', { ...limit, unpriced: 'stop' as const }, 0, known(1, 'EUR'), 'unpriced'],
  ['one video too many', { ...limit, videos: 3 }, 0, known(0.1), 'videos'],
  [
    'no limit of money',
    { ...limit, amount: null, unpriced: 'stop' as const },
    0,
    { kind: 'unknown' } as const,
    null,
  ],
] as const)('%s: %o', (_name, given, spent, estimate, reason) => {
  const sofar = { micros: toMicros(spent), videos: 3 };
  expect(whyStopped(given, sofar, { estimate, takes: 1 })).toBe(reason);
});

test.each([
  [0.4, 'en', '0.40 USD'],
  [0.1 + 0.2, 'en', '0.30 USD'],
  [0.0125, 'en', '0.0125 USD'],
  [1234.5, 'zh', '1,234.50 USD'],
])('%s in %s reads %s', (amount, language, words) => {
  expect(formatPrice(toMicros(amount), 'USD', language)).toBe(words);
});
