import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canMove, type JobState, jobStatuses, jobSteps, legalMoves, spellState, stateOf } from './job';

const states = Object.keys(legalMoves) as JobState[];
const anyState = fc.constantFrom(...states);

describe('the state table', () => {
  test('spells every state in a way that reads back', () => {
    for (const state of states) expect(stateOf(spellState(state))).toBe(state);
  });

  test("uses only OpenAI's statuses and the studio's steps", () => {
    for (const { status, step } of states.map(spellState)) {
      expect(jobStatuses).toContain(status);
      expect(step === null || jobSteps.includes(step)).toBe(true);
    }
  });

  test('leads from everywhere to an end, and never out of completed', () => {
    for (const state of states) {
      const reached = new Set<JobState>([state]);
      for (const place of reached) for (const next of legalMoves[place]) reached.add(next);
      expect(reached.has('completed')).toBe(true);
    }
    expect(legalMoves.completed).toEqual([]);
  });

  test('has one way into submit, and it starts where nobody is sure', () => {
    const ways = states.filter((state) => state !== 'submit' && canMove(state, 'submit'));
    expect(ways).toEqual(['unsure']);
  });

  test('completes only what was archived', () => {
    fc.assert(
      fc.property(fc.array(anyState, { maxLength: 30 }), (wishes) => {
        let state: JobState = 'submit';
        const path: JobState[] = [state];
        for (const wish of wishes) {
          if (!canMove(state, wish)) continue;
          state = wish;
          path.push(state);
        }
        if (state === 'completed') expect(path.at(path.indexOf('completed') - 1)).toBe('archive');
      }),
      { numRuns: 2_000 },
    );
  });
});
