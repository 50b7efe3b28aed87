import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameFor } from './name-for';

test.each([
  ['A fox', 'A fox'],
  ['  A fox\nin the snow', 'A fox'],
  [
    'A wide shot of the harbour at dawn with fishing boats going out to sea',
    'A wide shot of the harbour at dawn with fishing…',
  ],
  ['长'.repeat(60), `${'长'.repeat(48)}…`],
])('%j is called %j', (prompt, name) => {
  expect(nameFor(prompt)).toBe(name);
});

test('it is whole, of one line, and short enough to be kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (prompt) => {
      const name = nameFor(prompt);
      expect(name.isWellFormed() && !name.includes('\n') && name.length <= 80).toBe(true);
    }),
  );
});
