import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DifferencePiece, wordDifference } from './word-difference';

const spell = (pieces: DifferencePiece[]) =>
  pieces
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[kind])
    .join('');

test.each([
  ['a fox', 'a red fox', 'a [+red +]fox'],
  ['a red fox', 'a fox', 'a [-red -]fox'],
  ['a fox', 'a wolf', 'a [-fox-][+wolf+]'],
  ['same', 'same', 'same'],
  ['A fox walks through snow', 'A grey fox', 'A [+grey +]fox[- walks through snow-]'],
  ['', 'new', '[+new+]'],
  ['雪中的狐狸', '雪中的红狐狸', '雪中的[+红+]狐狸'],
])('from %j to %j', (before, after, shown) => {
  expect(spell(wordDifference(before, after, 'zh'))).toBe(shown);
});

test('what is the same and removed is the text before, and what is the same and added the one after', () => {
  const text = fc
    .array(fc.constantFrom('a', 'fox', ' ', '\n', '狐狸', '👩‍👩‍👧', '<b>', '.'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDifference(before, after, 'en');
      const without = (kind: string) =>
        pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text);
      const bare = (words: string) => words.replace(/\s/g, '');
      expect(bare(without('added').join(''))).toBe(bare(before));
      expect(without('removed').join('')).toBe(after);
    }),
  );
});
