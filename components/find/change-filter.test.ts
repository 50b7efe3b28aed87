import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fineStatuses } from '@/lib/jobs/status-wire';
import { chosenOf, toggleChoice, withoutKind } from './change-filter';
import { filterKinds } from './filter-kinds';

test('several statuses at once, always in the same order, and none at last', () => {
  const one = toggleChoice({ q: 'a' }, 'status', 'blocked');
  expect(one).toEqual({ q: 'a', status: 'blocked' });
  const two = toggleChoice(one, 'status', 'unsent');
  expect(two).toEqual({ q: 'a', status: 'unsent,blocked' });
  expect(toggleChoice(toggleChoice(two, 'status', 'blocked'), 'status', 'unsent')).toEqual({ q: 'a' });
});

test('of all else another takes the place of the one before', () => {
  const one = toggleChoice({}, 'tag', 'a');
  expect(toggleChoice(one, 'tag', 'b')).toEqual({ tag: 'b' });
  expect(toggleChoice(one, 'tag', 'a')).toEqual({});
});

test('what is chosen twice is as it was before', () => {
  const value = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes(','));
  fc.assert(
    fc.property(fc.constantFrom(...filterKinds), value, (kind, text) => {
      const once = toggleChoice({ q: 'boat' }, kind, text);
      expect(chosenOf(once, kind)).toEqual([text]);
      expect(toggleChoice(once, kind, text)).toEqual({ q: 'boat' });
      expect(withoutKind(once, kind)).toEqual({ q: 'boat' });
    }),
  );
});

test('the order in which statuses are chosen makes no other address', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...fineStatuses], { minLength: 1 }), (chosen) => {
      const filter = chosen.reduce<object>((before, each) => toggleChoice(before, 'status', each), {});
      const order = fineStatuses.filter((each) => chosen.includes(each));
      expect(filter).toEqual({ status: order.join(',') });
    }),
  );
});

test('what nobody could have chosen is shown as it stands', () => {
  expect(chosenOf({ status: 'unsure,,odd,unsure' }, 'status')).toEqual(['unsure', 'odd']);
});

test("one of OpenAI's words chooses all that it stands for, each of which can be taken off again", () => {
  const failed = ['errored', 'blocked', 'expired', 'cancelled'];
  expect(chosenOf({ status: 'failed' }, 'status')).toEqual(failed);
  expect(chosenOf({ status: 'failed,expired,queued' }, 'status')).toEqual([...failed, 'unsent', 'unsure']);
  expect(toggleChoice({ status: 'failed' }, 'status', 'cancelled')).toEqual({
    status: 'errored,blocked,expired',
  });
});
