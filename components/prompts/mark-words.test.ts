import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, markWords } from './mark-words';

const marked = (text: string, search: string) =>
  markWords(text, search)
    .filter(({ isMarked }) => isMarked)
    .map((piece) => piece.text);

test.each([
  ['A Fox in the snow', 'fox', ['Fox']],
  ['a fox, a fox', 'fox a', ['a', 'fox', 'a', 'fox']],
  ['foxes and a fox', 'fox foxes', ['foxes', 'fox']],
  ['雪中的狐狸', '狐狸', ['狐狸']],
  [
    '100% (really) $5 [a] {b} a|b \\ ^ -',
    '(really) $5 [a] {b} a|b \\ ^ -',
    ['(really)', '$5', '[a]', '{b}', 'a|b', '\\', '^', '-'],
  ],
  ['a fox', '   ', []],
  ['a fox', 'wolf', []],
])('in %j the words of %j are marked', (text, search, words) => {
  expect(marked(text, search)).toEqual(words);
});

test('marking leaves the text as it is', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (words, search) => {
      expect(
        markWords(words, search)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(words);
    }),
  );
});

test('of a long text the part around what was looked for is shown', () => {
  const text = `${'long ago '.repeat(100)}a fox ${'and so on '.repeat(100)}`;
  const excerpt = excerptOf(text, 'fox');
  expect(excerpt).toContain('a fox');
  expect(excerpt.startsWith('…') && excerpt.endsWith('…')).toBe(true);
  expect(excerpt.length).toBeLessThan(410);
  expect(excerptOf('a fox', 'fox')).toBe('a fox');
  expect(excerptOf(text, '').startsWith('long ago')).toBe(true);
});
