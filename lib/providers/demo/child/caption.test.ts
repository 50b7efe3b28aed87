import { describe, expect, it } from 'vitest';
import { breakLines } from './caption.ts';

/** Every character is as wide as the next. */
const measure = (line: string) => [...line].length;

describe('breakLines', () => {
  it.each([
    ['short', 10, ['short']],
    ['a boat on the sea', 10, ['a boat on', 'the sea']],
    ['a boat on the sea at night', 10, ['a boat on', 'the sea…']],
    ['海边的日出，一只小船', 6, ['海边的日出，', '一只小船']],
    ['unbreakablylongword', 10, ['unbreakab…']],
    ['well, then: stop', 6, ['well,', 'then…']],
  ])('breaks %j at %i', (text, widest, lines) => {
    const broken = breakLines(text, widest, measure);
    for (const line of broken) expect(measure(line)).toBeLessThanOrEqual(widest);
    expect(broken).toEqual(lines);
  });
});
