import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maximumBatch } from '@/lib/jobs/job';
import type { Model } from '@/lib/providers/wire';
import { type Axes, countRows, expandMatrix } from './expand-matrix';
import { totalPrice } from './total-price';

const model: Model = {
  id: 'm',
  object: 'model',
  created: 0,
  owned_by: 'p',
  firstframe: {
    provider: { id: 'p', label: 'P', is_demo: false },
    sizes: ['1280x720', '720x1280', '1920x1080'],
    seconds: { values: [4, 8, 12], minimum: null, maximum: null, step: null },
    default_size: '1280x720',
    default_seconds: 4,
    references: [],
    is_known: true,
    fps: null,
    seed: true,
    negative_prompt: false,
    user: false,
    metadata: false,
    maximum_takes: 10,
    options: [],
    conditions: [
      { when: { sizes: ['1920x1080'], seconds: null, has_reference: null }, sizes: null, seconds: [8] },
    ],
    price: null,
  },
};
const one: Axes = { prompts: ['a'], sizes: [null], lengths: [null], seeds: [null], takes: 1 };

describe('a matrix', () => {
  test('is every combination, with the model’s own size and length where none is named', () => {
    const { rows } = expandMatrix(model, { ...one, prompts: ['a', 'b'], sizes: [null, '720x1280'] }, false);
    expect(rows.map(({ prompt, size, seconds }) => [prompt, size, seconds])).toEqual([
      ['a', '1280x720', 4],
      ['a', '720x1280', 4],
      ['b', '1280x720', 4],
      ['b', '720x1280', 4],
    ]);
  });

  test('keeps what the model cannot take, as it was wished for, and says what it would take', () => {
    const { rows } = expandMatrix(
      model,
      { ...one, sizes: ['1280x720', '1920x1080'], lengths: [4, 8] },
      false,
    );
    expect(rows.map(({ size, seconds, faults }) => [size, seconds, faults])).toEqual([
      ['1280x720', 4, []],
      ['1280x720', 8, []],
      ['1920x1080', 4, [{ field: 'seconds', from: '4', to: '8' }]],
      ['1920x1080', 8, []],
    ]);
  });

  test('has no row twice, and says how many there were', () => {
    const axes = { ...one, prompts: ['a', 'a'], seeds: [1, 2], takes: 2 };
    const { rows, duplicates } = expandMatrix(model, axes, false);
    expect(rows.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(duplicates).toBe(5);
    // Takes without a seed are videos of their own.
    expect(expandMatrix(model, { ...one, takes: 3 }, false)).toMatchObject({
      duplicates: 0,
      rows: [{}, {}, {}],
    });
  });

  test('is never made where it is larger than a batch may be', () => {
    const axes = { ...one, prompts: Array(100_000).fill('a'), seeds: Array(100_000).fill(1) };
    expect(countRows(axes)).toBe(10 ** 10);
    expect(() => expandMatrix(model, axes, false)).toThrow(RangeError);
  });

  test('of any axes has as many rows and duplicates as they span, each once and stable under its key', () => {
    const axes = fc.record({
      prompts: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }),
      sizes: fc.array(fc.constantFrom(null, ...model.firstframe.sizes, '1x1'), {
        minLength: 1,
        maxLength: 3,
      }),
      lengths: fc.array(fc.constantFrom(null, 4, 5, 8), { minLength: 1, maxLength: 3 }),
      seeds: fc.array(fc.constantFrom(null, -1, 1, 2), { minLength: 1, maxLength: 3 }),
      takes: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(axes, (asked) => {
        fc.pre(countRows(asked) <= maximumBatch);
        const { rows, duplicates } = expandMatrix(model, asked, false);
        expect(rows.length + duplicates).toBe(countRows(asked));
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        expect(
          expandMatrix(model, { ...asked, prompts: [...asked.prompts, 'd'] }, false).rows.length,
        ).toBeGreaterThan(rows.length);
        for (const { faults, size, seconds } of rows)
          if (faults.length === 0) {
            expect(model.firstframe.sizes).toContain(size);
            expect(model.firstframe.seconds.values).toContain(seconds);
          }
      }),
    );
  });
});

test('a total says what is not known, and keeps currencies apart', () => {
  expect(
    totalPrice([
      { kind: 'known', micros: 400_000, currency: 'USD' },
      { kind: 'known', micros: 800_000, currency: 'USD' },
      { kind: 'known', micros: 3_000_000, currency: 'CNY' },
      { kind: 'unknown' },
      { kind: 'free' },
    ]),
  ).toEqual({
    amounts: [
      { micros: 1_200_000, currency: 'USD' },
      { micros: 3_000_000, currency: 'CNY' },
    ],
    unknown: 1,
    free: 1,
  });
});
