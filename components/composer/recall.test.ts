import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Recall, stepRecall, textAt } from './recall';

const prompts = ['last', 'before', 'first'];

test('leads from what was being written to what was sent, and back to it', () => {
  let recall: Recall = { draft: 'being written', at: -1 };
  const seen: string[] = [];
  for (const direction of ['older', 'older', 'older', 'newer', 'newer', 'newer'] as const) {
    recall = stepRecall(recall, prompts, direction) ?? recall;
    seen.push(textAt(recall, prompts));
  }
  expect(seen).toEqual(['last', 'before', 'first', 'before', 'last', 'being written']);
});

test('ends at either end', () => {
  expect(stepRecall({ draft: 'x', at: 2 }, prompts, 'older')).toBeNull();
  expect(stepRecall({ draft: 'x', at: -1 }, prompts, 'newer')).toBeNull();
  expect(stepRecall({ draft: 'x', at: -1 }, [], 'older')).toBeNull();
});

test('passes over what would show nothing new: what was sent last is often what still stands there', () => {
  expect(stepRecall({ draft: 'last', at: -1 }, prompts, 'older')).toEqual({ draft: 'last', at: 1 });
  expect(stepRecall({ draft: 'before', at: 1 }, ['before', 'before'], 'newer')).toBeNull();
});

test('each step shows another text', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
  fc.assert(
    fc.property(texts, fc.constantFrom('a', 'b', 'z'), fc.array(fc.boolean()), (list, draft, steps) => {
      let recall: Recall = { draft, at: -1 };
      for (const isOlder of steps) {
        const next = stepRecall(recall, list, isOlder ? 'older' : 'newer');
        if (next) expect(textAt(next, list)).not.toBe(textAt(recall, list));
        recall = next ?? recall;
        expect(recall.draft).toBe(draft);
      }
    }),
  );
});
