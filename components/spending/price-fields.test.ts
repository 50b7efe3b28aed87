import { expect, test } from 'vitest';
import type { Price } from '@/lib/jobs/price';
import { readAmount, readPrice, toFields } from './price-fields';

test.each([
  ['', null],
  [' 0,10 ', 0.1],
  ['12', 12],
  ['0.000001', 0.000_001],
  ['1e3', Number.NaN],
  ['-1', Number.NaN],
  ['1.2.3', Number.NaN],
])('%j is the amount %s', (text, amount) => {
  expect(readAmount(text)).toEqual(amount);
});

test('a price that is typed as it is shown is the same price', () => {
  const price: Price = {
    currency: 'USD',
    per_second: 0.1,
    per_video: null,
    per_second_by_size: { '1792x1024': 0.3 },
  };
  const fields = toFields(price, ['1280x720', '1792x1024']);
  expect(fields.bySize).toEqual({ '1280x720': '', '1792x1024': '0.3' });
  expect(readPrice(fields)).toEqual({ price });
});

test.each([
  [{ currency: 'dollars', perSecond: '1' }, 'currency'],
  [{ perSecond: 'ten' }, 'amount'],
  [{}, 'empty'],
])('%o is refused for its %s', (typed, fault) => {
  expect(readPrice({ ...toFields(null, []), ...typed })).toEqual({ fault });
});
