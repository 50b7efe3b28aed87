import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { sample } from './contract/family';

/**
 * Answers of a server that is broken or means harm, made of recorded ones. Only tests read this: the same ones each time,
 * since they are drawn with a seed.
 */
export type HostileAnswer = { status: number; headers: Record<string, string>; body: Buffer };

const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;

/** What may stand in the place of any value, as JSON text, which can say more than a value can. */
const nastyTexts: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '-1e308',
  '1e999',
  '9007199254740993',
  '1e-7',
  '8640000000000001',
  '-8640000000000001',
  '[]',
  '{}',
  '[[],[]]',
  '""',
  '" "',
  '"."',
  '".."',
  '"../../etc/passwd"',
  '"..%2f..%2fetc"',
  '"C:\\\\videos"',
  '"a\\u0000b"',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udc00x\\ud83d"',
  '"\\uffff\\u202e\\u2028"',
  '"a\\r\\nset-cookie: a=b\\r\\n\\r\\n"',
  '"<script>alert(1)</script>"',
  '"javascript:alert(1)"',
  '"file:///etc/passwd"',
  '"http://169.254.169.254/"',
  '"http://user:password@public.example/"',
  '"data:video/mp4;base64,AAAA"',
  '"data:text/html,%zz"',
  '"NaN"',
  '"Infinity"',
  '"-5"',
  '"1e5%"',
  '"9999-99-99T99:99:99Z"',
  '"+275760-09-13T00:00:00.001Z"',
  '"completed"',
  '"FAILED"',
  '{"__proto__":{"status":"completed","id":"x"}}',
  '{"constructor":{"prototype":{"id":"x"}}}',
  '{"toString":1,"valueOf":2,"length":-1}',
  '{"then":"x"}',
  '{"code":"","message":null}',
  JSON.stringify('x'.repeat(100_000)),
  JSON.stringify('A'.repeat(100_000)),
  JSON.stringify('\u{1f600}'.repeat(3_000)),
  JSON.stringify(Array.from({ length: 3_000 }, (_, index) => index)),
  JSON.stringify(Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`k${index}`, index]))),
  nested(99),
  nested(101),
  nested(2_500),
  nested(20_000),
];

const recorded: readonly string[] = readdirSync(path.join(import.meta.dirname, '../../fixtures/samples'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.stringify(sample(name.replace(/\.json$/, '')).body))
  .filter((text) => text !== undefined);

const nasty = fc.constantFrom(...nastyTexts);
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** A recorded text with the value at some place replaced. */
const replaced = fc
  .tuple(fc.constantFrom(...recorded), fc.array(fc.tuple(place, nasty), { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) =>
    changes.reduce((current, [at, value]) => {
      const values = [...current.matchAll(/:("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g)];
      const found = values[Math.floor(at * values.length)];
      if (!found) return current;
      const start = found.index + 1;
      return current.slice(0, start) + value + current.slice(start + (found[1]?.length ?? 0));
    }, text),
  );

/** A recorded text with a field more, doubled or not, under any of the names that are read. */
const names = [
  'id',
  'task_id',
  'status',
  'data',
  'error',
  'url',
  'progress',
  'created_at',
  '__proto__',
  'code',
];
const extended = fc
  .tuple(fc.constantFrom(...recorded), fc.constantFrom(...names), nasty, fc.boolean())
  .map(([text, name, value, isFirst]) => {
    const field = `${JSON.stringify(name)}:${value}`;
    return isFirst ? text.replace('{', `{${field},`) : text.replace(/\}$/, `,${field}}`);
  });

/** A recorded text inside another, as relays wrap what they got. */
const wrapped = fc
  .tuple(
    fc.constantFrom(...recorded),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('data', 'error', 'message'),
  )
  .map(([text, depth, name]) => {
    const asText = name === 'message';
    let current = text;
    for (let level = 0; level < depth && current.length < 200_000; level += 1)
      current = `{"code":0,${JSON.stringify(name)}:${asText ? JSON.stringify(current) : current}}`;
    return current;
  });

/** A recorded text with bytes of it changed, doubled, cut out or cut off. */
const bytes = fc
  .tuple(
    fc.constantFrom(...recorded),
    fc.array(fc.tuple(place, fc.nat(255), fc.constantFrom('set', 'cut', 'add', 'end')), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((current, [at, byte, how]) => {
      const index = Math.floor(at * current.length);
      const after = how === 'add' ? index : how === 'end' ? current.length : index + 1;
      const between = how === 'cut' ? [] : [byte];
      return Buffer.concat([current.subarray(0, index), Buffer.from(between), current.subarray(after)]);
    }, Buffer.from(text)),
  );

const body: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 5, arbitrary: replaced.map((text) => Buffer.from(text)) },
  { weight: 3, arbitrary: extended.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: wrapped.map((text) => Buffer.from(text)) },
  { weight: 4, arbitrary: bytes },
  { weight: 1, arbitrary: nasty.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((list) => Buffer.from(list)) },
);

const status = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  { weight: 2, arbitrary: fc.constantFrom(201, 202, 206, 404, 410, 429, 500, 503) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 200, max: 599 }).filter((code) => ![204, 205, 304].includes(code)),
  },
);

const headerValue = fc.constantFrom(
  '-1',
  '0',
  '1e9',
  '99999999999999999999',
  'NaN',
  'Thu, 01 Jan 1970',
  '',
  '\u00ff',
  'a, b',
);
const headers = fc
  .tuple(
    fc.constantFrom(
      'application/json',
      'text/html',
      'application/json; charset=utf-16',
      '',
      'text/plain',
      ';;;',
    ),
    fc.dictionary(
      fc.constantFrom(
        'retry-after',
        'retry-after-ms',
        'openai-poll-after-ms',
        'location',
        'etag',
        'content-range',
        'set-cookie',
        'x-request-id',
        'content-disposition',
      ),
      headerValue,
    ),
  )
  .map(([type, others]) => ({ ...others, ...(type === '' ? {} : { 'content-type': type }) }));

/** So many answers, always the same ones. */
export function hostileAnswers(count: number, seed: number): HostileAnswer[] {
  return fc.sample(fc.record({ status, headers, body }), { numRuns: count, seed });
}
