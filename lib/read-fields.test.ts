import { expect, test } from 'vitest';
import { z } from 'zod';
import { readFields } from './read-fields';

const schema = z.strictObject({
  name: z.string('must be text').trim().max(4, 'may be 4 characters long'),
  list: z.array(z.strictObject({ size: z.coerce.number('must be a number') })).optional(),
});

test('gives what fits, as the schema has it', () => {
  expect(readFields(schema, { name: ' a ', list: [{ size: '2' }] })).toEqual({
    name: 'a',
    list: [{ size: 2 }],
  });
});

test.each([
  [{}, 'name', 'name is required.'],
  [{ name: 5 }, 'name', 'name must be text.'],
  [{ name: null }, 'name', 'name must be text.'],
  [{ name: 'secret' }, 'name', 'name may be 4 characters long.'],
  [{ name: 'a', list: [{ size: 1 }, {}] }, 'list[1].size', 'list[1].size is required.'],
  [{ name: 'a', list: [{ size: 'x' }] }, 'list[0].size', 'list[0].size must be a number.'],
  [{ name: 'a', other: 1 }, 'other', 'other is not a field of this request.'],
  [
    { name: 'a', list: [{ size: 1, other: 1 }] },
    'list[0].other',
    'list[0].other is not a field of this request.',
  ],
  [null, null, 'The body must be a JSON object.'],
  ['secret', null, 'The body must be a JSON object.'],
])('%j is refused by its field', (given, param, message) => {
  expect(() => readFields(schema, given)).toThrow(
    expect.objectContaining({ code: 'invalid_request', param, message }),
  );
});
