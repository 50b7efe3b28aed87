import { expect, test } from 'vitest';
import { lineRange } from './line-range';

test.each([
  { line: 1, words: '{' },
  { line: 2, words: '  "id": "a",' },
  { line: 3, words: '' },
  { line: 4, words: '}' },
  { line: 9, words: '}' },
  { line: 0, words: '{' },
])('line $line of a text is "$words"', ({ line, words }) => {
  const text = '{\n  "id": "a",\n\n}';
  const { start, end } = lineRange(text, line);
  expect(text.slice(start, end)).toBe(words);
});
