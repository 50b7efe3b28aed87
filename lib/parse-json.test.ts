import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json';

const bytes = (text: string) => Buffer.from(text);

test('reads whatever JSON there is as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, '\t'), (text, space) => {
      const value = JSON.parse(text);
      expect(parseJson(bytes(JSON.stringify(value, null, space)))).toEqual(value);
    }),
    { numRuns: 1_000, seed: 8 },
  );
  expect(parseJson(bytes('\ufeff{"a":"灯塔"}'))).toEqual({ a: '灯塔' });
  expect(parseJson('{"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}]}')).toHaveProperty('c');
});

describe('S23: a JSON body is refused', () => {
  test.each<[string, Buffer, string | null]>([
    ['with a field that is there twice', bytes('{"prompt":"a","prompt":"b"}'), 'prompt'],
    [
      'with a field that is there twice in another spelling',
      bytes('{"prompt":"a","pro\\u006dpt":"b"}'),
      'prompt',
    ],
    [
      'with a field that is there twice far apart',
      bytes(`{"a":{"b":[1,{"c":2}]}${' '.repeat(999)},"a"${' '.repeat(999)}:1}`),
      'a',
    ],
    ['with a field inside another twice', bytes('{"metadata":{"k":1,"k":2}}'), 'metadata'],
    ['with a prototype', bytes('{"__proto__":{"isAdmin":true}}'), '__proto__'],
    ['with a prototype in another spelling', bytes('{"metadata":{"__pr\\u006fto__" : {}}}'), 'metadata'],
    ['that is deep', bytes(`{"metadata":${'['.repeat(40)}${']'.repeat(40)}}`), 'metadata'],
    ['that is deeper than any stack', bytes('['.repeat(5_000_000)), null],
    ['of objects deeper than any stack', bytes('{"a":'.repeat(1_000_000)), 'a'],
    ['that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), null],
    ['in UTF-16', Buffer.from('{"prompt":"a"}', 'utf16le'), null],
    ['that is cut off', bytes('{"prompt":"a'), null],
    ['that ends in a backslash', bytes('{"prompt":"a\\'), null],
    ['with something behind it', bytes('{} {}'), null],
    ['that is nothing', bytes(''), null],
  ])('%s', (_name, body, param) => {
    expect(() => parseJson(body)).toThrow(expect.objectContaining({ code: 'invalid_request', param }));
  });
});

test('S6: the words of a refusal repeat no value', () => {
  for (const text of [
    '{"api_key": sk-canary}',
    '{"api_key":"sk-canary","api_key":"sk-canary"}',
    '"sk-canary',
  ]) {
    const error = (() => {
      try {
        return parseJson(text);
      } catch (thrown) {
        return thrown as Error;
      }
    })();
    expect(error).toBeInstanceOf(Error);
    expect(String((error as Error).message)).not.toContain('canary');
    expect((error as Error).cause).toBeUndefined();
  }
});
