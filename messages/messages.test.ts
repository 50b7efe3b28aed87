import compile from 'icu-minify/compile';
import { expect, test } from 'vitest';
import en from './en.json';
import zh from './zh.json';

/** What a compiled message is given: its values, and the tags around its words. Plain words are none. */
function givenIn(parts: unknown): string[] {
  if (!Array.isArray(parts)) return [];
  return parts.filter(Array.isArray).flatMap(([name, kind, ...rest]) => {
    if (typeof kind !== 'number') return [name, ...givenIn([kind, ...rest])];
    // A plural, or a choice, has further parts for each of its cases.
    return [name, ...rest.flatMap((cases) => Object.values(Object(cases)).flatMap(givenIn))];
  });
}

function given(messages: object, path = ''): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, [...new Set(givenIn(compile(value)))].sort()]]
        : Object.entries(given(value, `${path}${key}.`)),
    ),
  );
}

test('what a message is given is found in all its cases, and told from its words', () => {
  const words = '{count, plural, =0 {None} one {{name} <b>and {other}</b>} other {# of {all, number}}}';
  expect(given({ words })).toEqual({ words: ['all', 'b', 'count', 'name', 'other'] });
});

test('both languages say the same things with the same values in them', () => {
  expect(given(zh)).toEqual(given(en));
});
