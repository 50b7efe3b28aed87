import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pollDelay, retryAfter } from './retry-after';

const now = Date.parse('2026-11-21T00:00:00Z');
const dayMs = 24 * 3_600_000;
const hour = 3_600_000;

test.each([
  ['7', 7_000],
  ['1.5', 1_500],
  ['0', 250],
  ['Sat, 21 Nov 2026 01:00:00 GMT', hour],
  ['Fri, 20 Nov 2026 00:00:00 GMT', 250],
  ['Fri, 31 Dec 9999 23:59:59 GMT', dayMs],
  ['99999999999', dayMs],
  ['9'.repeat(400), dayMs],
  ['1e300', null],
  ['soon', null],
  [null, null],
])('retry-after: %s is a wait of %s ms', (text, expected) => {
  const headers = { get: (name: string) => (name === 'retry-after' ? text : null) };
  expect(retryAfter(headers, now)).toBe(expected);
});

test('no header makes a wait that is not a moment within a day', () => {
  const text = fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String), fc.date().map(String));
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('retry-after', 'retry-after-ms', 'openai-poll-after-ms'),
      (value, name) => {
        const headers = { get: (asked: string) => (asked === name ? value : null) };
        for (const wait of [retryAfter(headers, now), pollDelay(headers)])
          expect(wait === null || (Number.isSafeInteger(wait) && wait >= 250 && wait <= dayMs)).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});
