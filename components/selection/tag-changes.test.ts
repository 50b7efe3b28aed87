import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf, type Held, nextHeld, tagRows } from './tag-changes';

const summary = {
  count: 3,
  tags: [
    { value: 'night', count: 3 },
    { value: 'rain', count: 1 },
  ],
};

test('tags of the chosen videos come first, then new ones, then others', () => {
  const others = [
    { value: 'rain', count: 9 },
    { value: 'sea', count: 4 },
  ];
  expect(tagRows(summary, others, new Map<string, Held>([['fog', 'all']]))).toEqual([
    { tag: 'night', held: 'all', count: 3 },
    { tag: 'rain', held: 'some', count: 1 },
    { tag: 'fog', held: 'none', count: 0 },
    { tag: 'sea', held: 'none', count: 0 },
  ]);
});

test('a box goes round, and comes to what some had only where some had it', () => {
  expect([nextHeld('some', 'some'), nextHeld('all', 'some'), nextHeld('none', 'some')]).toEqual([
    'all',
    'none',
    'some',
  ]);
  expect([nextHeld('all', 'all'), nextHeld('none', 'all')]).toEqual(['none', 'all']);
});

test('what is asked for makes every box true, and asks for nothing else', () => {
  const boxes = fc.dictionary(
    fc.constantFrom('night', 'rain', 'fog', 'sea'),
    fc.constantFrom<Held>('all', 'none'),
  );
  fc.assert(
    fc.property(boxes, (wanted) => {
      const changed = new Map(Object.entries(wanted));
      const rows = tagRows(summary, [{ value: 'sea', count: 1 }], changed);
      const { add_tags: added, remove_tags: removed } = changesOf(rows, changed);
      for (const { tag, held } of rows) {
        const becomes = added.includes(tag) ? 'all' : removed.includes(tag) ? 'none' : held;
        expect(becomes).toBe(changed.get(tag) ?? held);
        if (held === 'all') expect(added).not.toContain(tag);
        if (held === 'none') expect(removed).not.toContain(tag);
      }
    }),
  );
});
