import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canMove,
  type JobState,
  jobStatuses,
  jobSteps,
  largestSeed,
  legalMoves,
  seedOfTake,
  spellState,
  stateOf,
} from './job';

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

describe('the seeds of takes', () => {
  const seeds = fc.oneof(
    fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    fc.integer({ min: largestSeed - 9, max: largestSeed }),
  );
  test('are whole numbers of which no two are the same, and begin with the one that was given', () => {
    fc.assert(
      fc.property(fc.oneof(seeds, fc.constant(Number.MAX_SAFE_INTEGER)), (seed) => {
        const taken = Array.from({ length: 10 }, (_, take) => seedOfTake(seed, take));
        expect(taken[0]).toBe(seed);
        expect(new Set(taken).size).toBe(10);
        for (const one of taken) {
          expect(Number.isSafeInteger(one) && one >= 0).toBe(true);
          if (seed <= largestSeed) expect(one).toBeLessThanOrEqual(largestSeed);
        }
      }),
    );
  });
  test('stay open, or a word of the server', () => {
    expect([seedOfTake(undefined, 3), seedOfTake(null, 3), seedOfTake(-1, 3)]).toEqual([undefined, null, -1]);
  });
});
