import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presets } from '@/lib/providers/presets';
import { checkDialect } from './check-dialect';

const whole = JSON.stringify(presets[0]?.dialect, null, 2);
const lineOf = (text: string, piece: string) => text.slice(0, text.indexOf(piece)).split('\n').length;

test.each(presets.map(({ dialect }) => [dialect.id, dialect]))(
  'finds nothing wrong with %s',
  (_id, dialect) => {
    expect(checkDialect(JSON.stringify(dialect))).toEqual({ object: 'dialect_check', ok: true, issues: [] });
  },
);

test('says in which line a value is not right', () => {
  const text = whole.replace(/"method": "POST"/, '"method": "PUT"').replace(/"progress": \[/, '"progres": [');
  const { ok, issues } = checkDialect(text);
  expect(ok).toBe(false);
  expect(issues).toContainEqual({
    path: 'create.method',
    line: lineOf(text, '"method": "PUT"'),
    message: expect.stringContaining('POST'),
  });
  expect(issues).toContainEqual({
    path: 'read.progres',
    line: lineOf(text, '"progres"'),
    message: 'is not a word of a dialect',
  });
  // What is missing has no line of its own: that of what it is missing in.
  expect(issues).toContainEqual({
    path: 'read.progress',
    line: lineOf(text, '"read"'),
    message: 'is missing',
  });
});

test.each([
  ['', 1],
  ['{\n  "id": "a"\n  "label": "b"\n}', 3],
  ['{\n  "id": "a",\n}', 3],
  ['{\n  // mine\n  "id": "a"\n}', 2],
  ['{\r\n  "id": a\r\n}', 2],
  ['{"id": "a"', 1],
  ['[]', 1],
  ['null', 1],
])('%j is wrong in line %i', (text, line) => {
  const { ok, issues } = checkDialect(text);
  expect(ok).toBe(false);
  expect(issues[0]?.line).toBe(line);
  expect(issues[0]?.message).not.toBe('');
});

test.each([
  [
    'several images that would overwrite each other',
    { references: [{ role: 'reference', name: 'images', as: ['url'], maximum: 3 }] },
    'create.references[0].isList',
  ],
  [
    'a field inside of one that is a text',
    {
      fields: [
        { from: 'metadata', name: 'metadata', as: 'json_text' },
        { from: 'seed', name: 'metadata.seed', as: 'integer' },
      ],
    },
    'create.fields',
  ],
])('refuses %s', (_, changed, path) => {
  const { create, ...rest } = JSON.parse(whole);
  const { ok, issues } = checkDialect(JSON.stringify({ ...rest, create: { ...create, ...changed } }));
  expect(ok).toBe(false);
  expect(issues.map((issue) => issue.path)).toEqual([path]);
});

test.each([65, 2_000, 200_000])('stops at %i levels of nesting before the stack does', (levels) => {
  const text = whole.replace(
    '"constants": {}',
    () => `"constants": {"a": ${'['.repeat(levels)}${']'.repeat(levels)}}`,
  );
  expect(text).not.toBe(whole);
  expect(checkDialect(text).issues).toEqual([{ path: '', line: 1, message: 'is nested too deeply' }]);
});

test('answers to any text at all', () => {
  const mutilated = fc
    .tuple(fc.nat(whole.length), fc.string({ maxLength: 3 }), fc.nat(5))
    .map(([at, put, drop]) => `${whole.slice(0, at)}${put}${whole.slice(at + drop)}`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), mutilated), (text) => {
      const { ok, issues } = checkDialect(text);
      expect(ok).toBe(issues.length === 0);
      const lines = text.split(/\r\n|\n|\r/).length;
      for (const { line } of issues) expect(line !== null && line >= 1 && line <= lines).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
