import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caretAfter, fillIn, type PromptEdits, redo, startEdits, typeIn, undo } from './prompt-edits';

/** Types letters at the end, one each so many milliseconds. */
function typeWords(edits: PromptEdits, words: string, from = 0, everyMs = 100): PromptEdits {
  return [...words].reduce(
    (so, letter, index) => typeIn(so, so.present + letter, from + index * everyMs),
    edits,
  );
}

describe('typing', () => {
  test('is undone a word at a time, and comes back so', () => {
    let edits = typeWords(startEdits(''), 'a red fox');
    const seen: string[] = [];
    for (; edits.past.length > 0; edits = undo(edits)) seen.push(edits.present);
    expect(seen).toEqual(['a red fox', 'a red ', 'a ']);
    expect(edits.present).toBe('');
    edits = redo(redo(edits));
    expect(edits.present).toBe('a red ');
  });

  test('is another step after a pause', () => {
    const edits = typeWords(typeWords(startEdits(''), 'fo'), 'x', 5_000);
    expect(undo(edits).present).toBe('fo');
  });

  test('is another step at another place, and when letters are taken away', () => {
    const end = typeWords(startEdits(''), 'fox');
    expect(undo(typeIn(end, 'afox', 350)).present).toBe('fox');
    const shorter = typeIn(typeIn(end, 'fo', 350), 'f', 400);
    expect(undo(shorter).present).toBe('fox');
    expect(undo(undo(shorter)).present).toBe('');
  });

  test('equal letters side by side are one word', () => {
    expect(undo(typeWords(startEdits(''), 'aaa')).present).toBe('');
  });

  test('a paste, and a word put in by a keyboard that guesses, are steps of their own', () => {
    const pasted = typeIn(typeWords(startEdits(''), 'a'), 'a fox', 150);
    expect(undo(pasted).present).toBe('a');
    expect(undo(typeWords(pasted, '!', 200)).present).toBe('a fox');
  });
});

test('what is filled in is one step, and typing after it another', () => {
  const edits = typeWords(fillIn(typeWords(startEdits(''), 'fox'), 'A better fox'), '.', 350);
  expect(undo(edits).present).toBe('A better fox');
  expect(undo(undo(edits)).present).toBe('fox');
  expect(fillIn(edits, edits.present)).toBe(edits);
});

test('whoever types after an undo has nothing to go forward to', () => {
  const edits = typeIn(undo(fillIn(startEdits('a'), 'b')), 'c', 0);
  expect(redo(edits)).toEqual(edits);
});

test.each([
  ['a fox', 'a red fox', 6],
  ['a red fox', 'a fox', 2],
  ['', 'fox', 3],
  ['fox', '', 0],
  ['same', 'same', 4],
])('from %j to %j the caret stands at %i', (before, after, caret) => {
  expect(caretAfter(before, after)).toBe(caret);
});

const text = fc.string({ maxLength: 8 });
const step = fc.oneof(
  fc.record({ do: fc.constant('type' as const), text, after: fc.integer({ min: 0, max: 2_000 }) }),
  fc.record({ do: fc.constant('fill' as const), text, after: fc.constant(0) }),
);

test('all steps back lead to the beginning, and all forward to the end, through the same texts', () => {
  fc.assert(
    fc.property(text, fc.array(step, { maxLength: 60 }), (start, steps) => {
      let at = 0;
      let edits = startEdits(start);
      for (const one of steps) {
        at += one.after;
        edits = one.do === 'type' ? typeIn(edits, one.text, at) : fillIn(edits, one.text);
        expect(edits.present).toBe(one.text);
      }
      const end = edits.present;
      const back = [end];
      for (; edits.past.length > 0; back.push(edits.present)) edits = undo(edits);
      expect(edits.present).toBe(start);
      const forth = [start];
      for (; edits.future.length > 0; forth.push(edits.present)) edits = redo(edits);
      expect(edits.present).toBe(end);
      expect(forth).toEqual(back.toReversed());
    }),
  );
});

test('it keeps the latest steps, and no more than fit', () => {
  let edits = startEdits('');
  for (let count = 0; count < 500; count += 1) edits = fillIn(edits, `text ${count}`);
  expect(edits.past).toHaveLength(200);
  expect(undo(edits).present).toBe('text 498');
  for (let count = 0; count < 100; count += 1) edits = fillIn(edits, `${count}${'x'.repeat(32_000)}`);
  const kept = edits.past.reduce((sum, { length }) => sum + length, 0);
  expect(kept).toBeLessThanOrEqual(1_000_000);
  expect(edits.past.length).toBeGreaterThan(25);
});
