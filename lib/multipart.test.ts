import { access, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { StudioError } from '@/lib/errors';
import { parseBody } from './multipart';

async function open() {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-multipart-'));
  let count = 0;
  const options = {
    maximumFileBytes: 1_000_000,
    imageFields: ['image'],
    requireRoom: async () => {},
    temporaryPath: async () => {
      count += 1;
      return path.join(folder, String(count));
    },
  };
  return { folder, options };
}

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://x/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

describe('parseBody', () => {
  test('takes texts and files apart, byte for byte', async () => {
    const { options } = await open();
    const bytes = new Uint8Array(300_000).map((_, index) => (index * 7919) % 256);
    const form = new FormData();
    form.append('prompt', '海边的日出\r\n--x');
    form.append('input_reference', new Blob([bytes], { type: 'image/png' }), '../../evil.png');
    form.append('input_reference[image_url]', 'https://example.com/a.png');
    const { fields, files, drop } = await parseBody(post(form), options);
    expect(fields).toEqual({
      prompt: '海边的日出\r\n--x',
      input_reference: { image_url: 'https://example.com/a.png' },
    });
    expect(files).toHaveLength(1);
    expect(new Uint8Array(await readFile(files[0]?.path ?? ''))).toEqual(bytes);
    await drop();
    await expect(access(files[0]?.path ?? '')).rejects.toThrow();
  });

  test('refuses a file that is too large, names its field, and leaves nothing behind', async () => {
    const { folder, options } = await open();
    const form = new FormData();
    form.append('input_reference', new Blob([new Uint8Array(1_000_001)]), 'big.png');
    await expect(parseBody(post(form), options)).rejects.toMatchObject({
      code: 'too_large',
      param: 'input_reference',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('takes an image as a long text, and no other text of such a length', async () => {
    const { options } = await open();
    const image = 'A'.repeat(3_000_000);
    const long = new FormData();
    long.append('image', image);
    const { fields, drop } = await parseBody(post(long), options);
    expect(fields).toEqual({ image });
    await drop();
    const wrong = new FormData();
    wrong.append('prompt', image);
    const refusal = { code: 'too_large', param: 'prompt' };
    await expect(parseBody(post(wrong), options)).rejects.toMatchObject(refusal);
  });

  test('refuses an upload that was cut off anywhere, and leaves nothing behind', async () => {
    const form = new FormData();
    form.append('prompt', 'a boat');
    form.append('input_reference', new Blob([new Uint8Array(2_000)]), 'a.png');
    const whole = new Response(form);
    const type = whole.headers.get('content-type') ?? '';
    const bytes = new Uint8Array(await whole.arrayBuffer());
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 5 }), async (cutAt) => {
        const { folder, options } = await open();
        await expect(
          parseBody(post(bytes.slice(0, cutAt), { 'content-type': type }), options),
        ).rejects.toThrow(StudioError);
        expect(await readdir(folder)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['{', 'application/json', 'invalid_request'],
    ['[]', 'application/json', 'invalid_request'],
    ['"text"', 'application/json', 'invalid_request'],
    ['a=1', 'application/x-www-form-urlencoded', 'unsupported_media_type'],
    ['x', 'multipart/form-data', 'invalid_request'],
    ['garbage', 'multipart/form-data; boundary=b', 'invalid_request'],
  ])('refuses %j as %s in words', async (body, type, code) => {
    const { options } = await open();
    await expect(parseBody(post(body, { 'content-type': type }), options)).rejects.toMatchObject({ code });
  });

  test.each(['is read', 'is refused'])(
    'fails once where a body breaks off in a file that %s',
    async (which) => {
      const { options } = await open();
      const uncaught = vi.fn();
      process.on('uncaughtException', uncaught);
      const refused = which === 'is refused' ? `--b\r\n${named('__proto__')}\r\n\r\n1\r\n` : '';
      const text = `${refused}--b\r\n${named('image')}; filename="a.png"\r\n\r\nabc`;
      const broken = post(new Blob([text]).stream(), { 'content-type': 'multipart/form-data; boundary=b' });
      await expect(parseBody(broken, options)).rejects.toMatchObject({ code: 'invalid_request' });
      for (let turn = 0; turn < 10; turn += 1) await nextTurn();
      process.off('uncaughtException', uncaught);
      expect(uncaught).not.toHaveBeenCalled();
    },
  );

  test('ends at once where a file cannot be written', async () => {
    const { folder, options } = await open();
    const temporaryPath = async () => path.join(folder, 'nowhere', 'file');
    const form = new FormData();
    form.append('image', new Blob([new Uint8Array(900_000)]), 'a.png');
    await expect(parseBody(post(form), { ...options, temporaryPath })).rejects.toThrow(StudioError);
  });

  test('ends where there is no more room, and leaves nothing behind', async () => {
    const { folder, options } = await open();
    let left = 20_000_000;
    const requireRoom = async (bytes: number) => {
      left -= bytes;
      if (left < 0) throw new StudioError('storage_full', 'full');
    };
    const form = new FormData();
    form.append('image', new Blob([new Uint8Array(30_000_000)]), 'a.png');
    const limited = { ...options, maximumFileBytes: 40_000_000, requireRoom };
    await expect(parseBody(post(form), limited)).rejects.toMatchObject({ code: 'storage_full' });
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ['in an object', { metadata: { note: ['x'.repeat(140_000)] } }, 'metadata'],
    [
      'in many fields',
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`f${i}`, 'x'.repeat(70_000)])),
      'f7',
    ],
  ])('S23: takes no more words as JSON than as a form: %s', async (_name, body, param) => {
    const { options } = await open();
    const request = post(JSON.stringify(body), { 'content-type': 'application/json' });
    await expect(parseBody(request, options)).rejects.toMatchObject({ code: 'too_large', param });
  });

  test('takes JSON', async () => {
    const { options } = await open();
    const { fields } = await parseBody(
      post('{"prompt":"a boat"}', { 'content-type': 'application/json; charset=utf-8' }),
      options,
    );
    expect(fields).toEqual({ prompt: 'a boat' });
  });
});

/** A multipart body as one writes it by hand; its parts are heads with a text. */
function written(parts: [head: string, text: string][], boundary = 'b') {
  const body = parts.map(([head, text]) => `--${boundary}\r\n${head}\r\n\r\n${text}\r\n`).join('');
  const bytes = Buffer.from(`${body}--${boundary}--\r\n`, 'latin1');
  return post(new Uint8Array(bytes), { 'content-type': `multipart/form-data; boundary=${boundary}` });
}

const named = (name: string) => `Content-Disposition: form-data; name="${name}"`;

describe('S23: a multipart body is refused', () => {
  const many = (count: number, head: (index: number) => string) =>
    Array.from({ length: count }, (_, index): [string, string] => [head(index), 'x']);
  const isRefusedFile = (index: number) => `${named('image')}; filename="${index}.png"`;

  test.each<[string, () => Request, object]>([
    [
      'with 100,000 parts',
      () => written(many(100_000, (index) => named(`f${index}`))),
      { code: 'too_large', message: 'The body may have 48 fields.' },
    ],
    [
      'with 17 files',
      () => written(many(17, isRefusedFile)),
      { code: 'too_large', message: 'The body may have 16 files.' },
    ],
    [
      'with parts that are neither',
      () => written(many(65, () => 'Content-Type: text/plain')),
      { code: 'too_large', message: 'The body may have 64 parts.' },
    ],
    [
      'with a boundary of a million characters',
      () => written([[named('a'), 'x']], 'b'.repeat(1_000_000)),
      { code: 'invalid_request', param: 'Content-Type' },
    ],
    [
      'with a text of 129 kB',
      () => written([[named('prompt'), 'x'.repeat(129 * 1024)]]),
      { code: 'too_large', param: 'prompt', message: 'prompt may have 128 kB as text.' },
    ],
    [
      'with a name of 201 bytes',
      () => written([[named('n'.repeat(201)), 'x']]),
      { code: 'invalid_request', param: 'n'.repeat(40) },
    ],
    ['with no name', () => written([[named(''), 'x']]), { code: 'invalid_request' }],
    [
      'with a file of no field',
      () => written([['Content-Disposition: form-data; filename="a.png"', 'x']]),
      { code: 'invalid_request' },
    ],
    [
      'with a prototype',
      () => written([[named('__proto__'), 'x']]),
      { code: 'invalid_request', param: '__proto__' },
    ],
    [
      'with a prototype in a field',
      () => written([[named('metadata[__proto__]'), 'x']]),
      { code: 'invalid_request' },
    ],
    [
      'with an encoding that nobody knows',
      () => written([[`${named('prompt')}\r\nContent-Type: text/plain; charset=x-none`, 'x']]),
      { code: 'invalid_request', param: 'prompt' },
    ],
    [
      'with a head that never ends',
      () => written([[`${named('a')}\r\nX: ${'y'.repeat(20_000)}`, 'x']]),
      { code: 'invalid_request' },
    ],
    [
      'that is packed',
      () => post('x', { 'content-type': 'multipart/form-data; boundary=b', 'content-encoding': 'gzip' }),
      { code: 'unsupported_media_type', param: 'Content-Encoding' },
    ],
  ])('%s', async (_name, make, error) => {
    const { folder, options } = await open();
    await expect(parseBody(make(), options)).rejects.toMatchObject(error);
    expect(await readdir(folder)).toEqual([]);
  });

  test('with a broken head before a file that never ends', async () => {
    const { folder, options } = await open();
    const file = `${named('image')}; filename="a.png"`;
    const body = `--b\r\n\xafontent: x\r\n\r\nx\r\n--b\r\n${file}\r\n\r\nno end`;
    const request = post(new Uint8Array(Buffer.from(body, 'latin1')), {
      'content-type': 'multipart/form-data; boundary=b',
    });
    await expect(parseBody(request, options)).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('that never ends, after no more than all that it may hold, and takes no memory', async () => {
    const { folder, options } = await open();
    const head = Buffer.from(`--b\r\n${named('a')}\r\n\r\n`);
    const chunk = new Uint8Array(256 * 1024);
    let bytes = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(bytes === 0 ? head : chunk);
        bytes += chunk.length;
      },
    });
    const request = new Request('http://x/', {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    } as RequestInit);
    const before = process.memoryUsage().rss;
    await expect(parseBody(request, options)).rejects.toMatchObject({ code: 'too_large' });
    expect(bytes).toBeLessThan(16 * 1_000_000 + 40 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    expect(await readdir(folder)).toEqual([]);
  });

  test('where sixteen with images among their texts are in memory, until one of them is dropped', async () => {
    const { options } = await open();
    const send = (image: string) =>
      parseBody(post(JSON.stringify({ image }), { 'content-type': 'application/json' }), options);
    const held = await Promise.all(Array.from({ length: 16 }, () => send('A'.repeat(600_000))));
    let isIn = false;
    const last = send('small').then(async ({ drop }) => {
      isIn = true;
      await drop();
    });
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect(isIn).toBe(false);
    await held[0]?.drop();
    await held[0]?.drop();
    await last;
    await Promise.all(held.map(({ drop }) => drop()));
    // Small ones leave at once.
    for (let index = 0; index < 20; index += 1) await send('small');
  });

  test('and the longest prompt that is none too long is taken', async () => {
    const { options } = await open();
    const prompt = '海'.repeat(32_000);
    const form = new FormData();
    form.append('prompt', prompt);
    expect((await parseBody(post(form), options)).fields).toEqual({ prompt });
    const json = post(JSON.stringify({ prompt }), { 'content-type': 'application/json' });
    expect((await parseBody(json, options)).fields).toEqual({ prompt });
    const long = post(JSON.stringify({ prompt: prompt.repeat(2) }), { 'content-type': 'application/json' });
    await expect(parseBody(long, options)).rejects.toMatchObject({ code: 'too_large', param: 'prompt' });
  });
});
