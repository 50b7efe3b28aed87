import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault';

test('all that is JSON has no fault, however it is written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indent) => {
      expect(findJsonFault(JSON.stringify(value, null, indent))).toBeNull();
    }),
  );
});

test('it finds a fault where the browser does, and only there', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    '-0.5e3',
    'true',
    'null',
    ' ',
    '\n',
    '01',
    "'",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
      const text = parts.join('');
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect([text, findJsonFault(text) === null]).toEqual([text, isJson]);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['{"a": 1,}', { line: 1, column: 9, found: '}' }],
  ['{"a": 1', { line: 1, column: 8, found: null }],
  ['{\n  "a": tru\n}', { line: 2, column: 8, found: 't' }],
  ['{\n  "a": 1\n  "b": 2\n}', { line: 3, column: 3, found: '"' }],
  ["{'a': 1}", { line: 1, column: 2, found: "'" }],
  ['{} x', { line: 1, column: 4, found: 'x' }],
  ['', { line: 1, column: 1, found: null }],
])('%j stops at %j', (text, fault) => {
  expect(findJsonFault(text)).toEqual(fault);
});
