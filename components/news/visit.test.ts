import { describe, expect, test } from 'vitest';
import { isNew, look, open, readVisit } from './visit';

const begin = 1_800_000_000_000;
const ended = (secondsAfter: number, id = 'a', code?: string) => ({
  id,
  completed_at: begin / 1_000 + secondsAfter,
  error: code ? { code } : null,
});

/** Somebody who looked, was away from `begin` for ten minutes, and is back. */
function back() {
  return look(look(null, begin), begin + 600_000);
}

describe('a visit', () => {
  test('of somebody who never was here has nothing new', () => {
    const first = look(null, begin);
    expect(first.away).toBeNull();
    expect(isNew(first, ended(0))).toBe(false);
    expect(isNew(null, ended(0))).toBe(false);
  });

  test('after an absence marks what ended in it, and nothing before or after', () => {
    const visit = back();
    expect([-1, 0, 300, 600, 601].map((after) => isNew(visit, ended(after)))).toEqual([
      ...[false, true, true, true, false],
    ]);
    expect(isNew(visit, { id: 'a', completed_at: null, error: null })).toBe(false);
    expect(isNew(visit, ended(300, 'a', 'cancelled'))).toBe(false);
    expect(isNew(visit, ended(300, 'a', 'provider_error'))).toBe(true);
  });

  test('goes on after a short look elsewhere, also over a reload', () => {
    const visit = back();
    const later = look(readVisit(JSON.stringify({ ...visit, isDismissed: true })), begin + 620_000);
    expect(later).toMatchObject({ away: visit.away, isDismissed: true, seenAt: begin + 620_000 });
    expect(isNew(later, ended(300))).toBe(true);
  });

  test('marks nothing that was opened, and nothing of the visit before', () => {
    const visit = open(open(back(), 'a'), 'a');
    expect(visit.opened).toEqual(['a']);
    expect([isNew(visit, ended(300)), isNew(visit, ended(300, 'b'))]).toEqual([false, true]);
    const next = look(visit, begin + 3_600_000);
    expect(isNew(next, ended(300, 'b'))).toBe(false);
    expect(isNew(next, ended(900, 'a'))).toBe(true);
  });

  test('is not moved back by a clock that is', () => {
    expect(look(back(), begin)).toEqual(back());
  });

  test.each([null, '', '{', '[]', 'null', '{"seenAt":"x"}'])('is begun anew where %j was kept', (text) => {
    expect(readVisit(text)).toBeNull();
  });

  test('takes of what was kept what it can read', () => {
    expect(readVisit('{"seenAt":5,"away":{"from":"x"},"opened":[1,"a"],"isDismissed":"yes"}')).toEqual({
      ...{ seenAt: 5, away: null, opened: ['a'], isDismissed: false },
    });
  });
});
