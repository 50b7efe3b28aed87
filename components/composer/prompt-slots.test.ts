import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillSlots, findEmptySlot, findSlots, readSlots } from './prompt-slots';

describe('findSlots', () => {
  test.each([
    ['a fox', []],
    ['a {animal} in {place}', ['animal', 'place']],
    ['{place}, then {place} again', ['place']],
    ['{ time of day }', ['time of day']],
    ['{地点} 的 {天气-2}', ['地点', '天气-2']],
    ['{dawn|dusk}', []],
    ['{a|b} over {place}', ['place']],
    [String.raw`\{not a slot} but {this}`, ['this']],
    ['{}', []],
    ['{   }', []],
    ['{a.b}', []],
    [`{${'x'.repeat(40)}}`, ['x'.repeat(40)]],
    [`{${'x'.repeat(41)}}`, []],
    ['{open', []],
    ['{{place}}', ['place']],
    ['{"scene": "{place}"}', []],
    ['{"scene": {fog}', []],
    [' [ {"shot": "{place}"} ]', []],
    ['[{place}] a fox', ['place']],
    ['{__proto__} {constructor}', ['__proto__', 'constructor']],
  ])('of %j: %j', (prompt, slots) => {
    expect(findSlots(prompt)).toEqual(slots);
  });
});

describe('fillSlots', () => {
  test.each([
    ['a {animal} in {place}', { animal: 'fox', place: ' snow ' }, 'a fox in snow'],
    ['{place}, {place}', { place: 'here' }, 'here, here'],
    ['a {animal}', {}, 'a {animal}'],
    ['a {animal}', { animal: '  ' }, 'a {animal}'],
    ['a {animal}', { animal: '{place}', place: 'x' }, 'a {place}'],
    ['a {animal}', { animal: '$& $1' }, 'a $& $1'],
    [String.raw`\{kept} {animal}`, { kept: 'x', animal: 'fox' }, '{kept} fox'],
    ['{dawn|dusk} {animal}', { animal: 'fox' }, '{dawn|dusk} fox'],
    ['{   }', {}, '{   }'],
    [String.raw`{"a": "\\{b}"}`, { b: 'x' }, String.raw`{"a": "\\{b}"}`],
    ['{constructor}', {}, '{constructor}'],
  ])('%j with %j', (prompt, values, filled) => {
    expect(fillSlots(prompt, values)).toBe(filled);
  });
});

test('the first empty slot is found, until all are filled', () => {
  expect(findEmptySlot('a {b} {c}', {})).toBe('b');
  expect(findEmptySlot('a {b} {c}', { b: 'x', c: ' ' })).toBe('c');
  expect(findEmptySlot('a {b} {c}', { b: 'x', c: 'y' })).toBeNull();
});

const name = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
const plain = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[{}\\[\]]/g, ''));
const value = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');

test('a prompt without braces is sent as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('{'));
      expect(fillSlots(text, { a: 'x' })).toBe(text);
    }),
  );
});

test('whatever stands between slots stands there afterwards, with each value in its place', () => {
  const parts = fc.array(fc.tuple(plain, name, value), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(parts, plain, (given, end) => {
      const values = Object.fromEntries(given.map(([, slot, words]) => [slot, words]));
      const prompt = given.map(([words, slot]) => `${words}{${slot}}`).join('') + end;
      const filled = given.map(([words, slot]) => words + values[slot]?.trim()).join('') + end;
      expect(fillSlots(prompt, values)).toBe(filled);
      expect(findSlots(prompt)).toEqual([...new Set(given.map(([, slot]) => slot))]);
    }),
  );
});

test('any text can be written so that it is sent letter for letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '|', 'a', ' ', '"', '\\') }), (text) => {
      fc.pre(!text.includes('\\') && !/^\s*[[{]/.test(text));
      expect(fillSlots(text.replaceAll('{', '\\{'), { a: 'x' })).toBe(text);
    }),
  );
});

test('a long prompt of braces is read in no time to speak of', () => {
  const start = performance.now();
  readSlots('{'.repeat(32_000));
  readSlots('{a'.repeat(16_000));
  expect(performance.now() - start).toBeLessThan(500);
});
