import { gzipSync } from 'node:zlib';
import { end, form, good, type Kind, latin1, malformedForms, type Random } from './malformed-forms';

/** One request as it goes over the wire: a create whose body is wrong in some way. */
export type MalformedBody = {
  name: string;
  bytes: Buffer;
  /** Whether HTTP itself is broken: then Node's own parser answers, in its own words, or not at all. */
  isBrokenHttp: boolean;
};

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)] as (typeof items)[number] };
}

/** All of them; the order is part of what a seed stands for. */
const kinds: Record<string, Kind> = {
  ...malformedForms,
  packed: ({ pick }) => ({
    headers: [`Content-Encoding: ${pick(['gzip', 'deflate', 'br', 'x', 'gzip, identity'])}`],
    body: gzipSync(latin1(good + end)),
  }),
  'a length too long': ({ below }) => ({
    headers: [`Content-Length: ${good.length + end.length + 1 + below(9_999)}`],
    body: good + end,
    isBrokenHttp: true,
  }),
  'a length too short': ({ below }) => ({
    headers: [`Content-Length: ${below(good.length)}`],
    body: good + end,
    // What is left is read as a request of its own.
    isBrokenHttp: true,
  }),
  'no length that can be read': ({ pick }) => ({
    headers: [`Content-Length: ${pick(['-1', '1e3', '0x10', '99999999999999999999', '1,2', ' '])}`],
    body: good + end,
    isBrokenHttp: true,
  }),
  'two lengths': () => ({
    headers: ['Content-Length: 5', 'Content-Length: 6'],
    body: good + end,
    isBrokenHttp: true,
  }),
  'a length and pieces': () => ({
    headers: ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    body: `5\r\nhello\r\n0\r\n\r\n`,
    isBrokenHttp: true,
  }),
  'broken pieces': ({ pick }) => ({
    headers: ['Transfer-Encoding: chunked'],
    body: pick([
      'zz\r\nx\r\n',
      '-1\r\nx\r\n',
      'ffffffffffffffffff\r\nx',
      '5\r\nhello',
      '5\r\nhelloworld\r\n0\r\n\r\n',
      `5;${'x'.repeat(20_000)}\r\nhello\r\n`,
    ]),
    isBrokenHttp: true,
  }),
  'pieces of another kind': ({ pick }) => ({
    headers: [`Transfer-Encoding: ${pick(['gzip', 'chunked, gzip', 'xchunked', 'identity'])}`],
    body: good + end,
    isBrokenHttp: true,
  }),
  'JSON that is none': ({ pick, below }) => ({
    type: 'application/json',
    body: pick([
      '{',
      '[]',
      '"x"',
      'null',
      '1',
      '{"prompt":',
      '{"prompt":"a","prompt":"b"}',
      '{"__proto__":{}}',
      '{"prompt":"a","metadata":{"__proto__":{}}}',
      '{"prompt":["a"]}',
      '{"prompt":{"a":1}}',
      '{"prompt":"a","n":"many"}',
      '{"prompt":"a","n":1e9}',
      '{"prompt":"a","seconds":null}',
      '{"prompt":"a","size":[1,2]}',
      '{"prompt":"a","input_reference":7}',
      '{"prompt":"a","input_reference":{"image_url":{"url":"x"}}}',
      `{"prompt":"a","metadata":${'['.repeat(9_999)}`,
      `{"prompt":"${'x'.repeat(140_000)}"}`,
      Buffer.from('{"prompt":"a"}', 'utf16le'),
      latin1('{"prompt":"\xff"}'),
      `${'[['.repeat(below(500_000))}`,
      `{"prompt":"a","input_reference":"${'A'.repeat(40)}"}`,
      '{"prompt":"a"} x',
      '{"prompt":"a","user":{}}',
    ]),
  }),
};

/** So many requests, each the same for the same seed. */
export function malformedBodies(count: number, seed: number): MalformedBody[] {
  const random = seeded(seed);
  const all = Object.entries(kinds);
  return Array.from({ length: count }, (_, index) => {
    const [name, make] =
      random.below(4) === 0 ? random.pick(all) : (all[index % all.length] as (typeof all)[number]);
    const { type = form, headers = [], body, isBrokenHttp = false } = make(random);
    const bytes = typeof body === 'string' ? latin1(body) : body;
    const tellsLength = headers.some((header) => /^(content-length|transfer-encoding)/i.test(header));
    const head = [
      'POST /v1/videos HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      `Content-Type: ${type}`,
      ...(tellsLength ? [] : [`Content-Length: ${bytes.length}`]),
      ...headers,
    ];
    return {
      name: `${index}: ${name}`,
      bytes: Buffer.concat([latin1(`${head.join('\r\n')}\r\n\r\n`), bytes]),
      isBrokenHttp,
    };
  });
}
