import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { StudioError } from '@/lib/errors';
import { askAtTheDoor, type Scope } from '@/lib/grant';
import { answerFile, answerJson, handle, parseRange, readJson } from './http';

describe('parseRange', () => {
  test.each([
    [null, null],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-1000', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=0-1,5-6', null],
    ['items=0-1', null],
    ['bytes=5-2', null],
    ['bytes=-', null],
    ['bytes=a-b', null],
    ['', null],
  ])('reads %j of 100 bytes as %j', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });

  test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('cannot satisfy %s of 100 bytes', (header) => {
    expect(() => parseRange(header, 100)).toThrow(StudioError);
  });
});

describe('answerFile', () => {
  const file = { type: 'video/mp4', size: 10, etag: '"abc"', filename: '日出 "1".mp4' };
  const ask = (headers: Record<string, string> = {}, method = 'GET', isDownload = false) =>
    answerFile(
      new Request('http://x/', { method, headers }),
      file,
      async (range) => new Response('0123456789'.slice(range?.start, range ? range.end + 1 : undefined)).body,
      { isDownload, cacheControl: 'private' },
    );

  test('sends the whole with its length', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('firstframe-content-length')).toBe('10');
    expect(answer.headers.get('accept-ranges')).toBe('bytes');
    expect(await answer.text()).toBe('0123456789');
  });

  test('sends a part, and says which', async () => {
    const answer = await ask({ range: 'bytes=2-4' });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(answer.headers.get('firstframe-content-length')).toBe('3');
    expect(await answer.text()).toBe('234');
  });

  test('sends the whole when the file is another than the reader has a part of', async () => {
    expect((await ask({ range: 'bytes=2-4', 'if-range': '"old"' })).status).toBe(200);
    expect((await ask({ range: 'bytes=2-4', 'if-range': '"abc"' })).status).toBe(206);
  });

  test('says 416 with the size beyond the end, 304 to who has it, and no body to HEAD', async () => {
    const beyond = await ask({ range: 'bytes=10-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    expect((await ask({ 'if-none-match': 'W/"abc", "x"' })).status).toBe(304);
    const head = await ask({}, 'HEAD');
    expect([head.status, head.headers.get('firstframe-content-length'), await head.text()]).toEqual([
      200,
      '10',
      '',
    ]);
  });

  const inert = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
  };

  test.each<[number, Record<string, string>, string]>([
    [200, {}, 'GET'],
    [200, {}, 'HEAD'],
    [200, { accept: 'text/html', 'accept-encoding': 'x' }, 'GET'],
    [206, { range: 'bytes=0-1' }, 'GET'],
    [304, { 'if-none-match': '"abc"' }, 'GET'],
    [416, { range: 'bytes=99-' }, 'GET'],
    [416, { range: 'bytes=99-' }, 'HEAD'],
  ])(
    'S18: at %i (%j, %s) the bytes cannot act, and no shared cache keeps them',
    async (status, headers, method) => {
      const answer = await ask(headers, method);
      const got = Object.fromEntries(answer.headers);
      expect([answer.status, got]).toMatchObject([status, inert]);
      expect(got['content-type']).toBe(status === 416 ? 'application/json; charset=utf-8' : 'video/mp4');
      expect(got['cache-control']).toMatch(/^private/);
      if (status !== 416)
        expect(got).toMatchObject({
          vary: 'authorization, cookie',
          'content-disposition': expect.stringMatching(/^inline; /),
        });
    },
  );

  test('S18: a refusal cannot act either', async () => {
    const route = handle('open', async () => {
      throw new StudioError('not_found', '<script>alert(1)</script>');
    });
    const { status, headers } = await route(new Request('http://x/'), {});
    expect([status, Object.fromEntries(headers)]).toMatchObject([404, inert]);
  });

  test.each([
    ['日出 "1".mp4', '__ _1_.mp4', '%E6%97%A5%E5%87%BA%20%221%22.mp4'],
    ['a\r\nSet-Cookie: b=c.mp4', 'aSet-Cookie_ b=c.mp4', 'aSet-Cookie_%20b%3Dc.mp4'],
    ['../../etc/passwd', '__.._etc_passwd', '__.._etc_passwd'],
    ['..\\x:y', '__x_y', '__x_y'],
    [String.raw`a\"b.mp4`, 'a__b.mp4', 'a_%22b.mp4'],
    ["🦊*('x').mp4", "__*('x').mp4", '%F0%9F%A6%8A%2A%28%27x%27%29.mp4'],
    ['\ud800lone.mp4', '_lone.mp4', '%EF%BF%BDlone.mp4'],
    ['\u202egpj.mp4', 'gpj.mp4', 'gpj.mp4'],
  ])(
    'S21: the name %j neither breaks out of its header nor leads anywhere',
    async (filename, ascii, encoded) => {
      for (const isDownload of [true, false]) {
        const options = { isDownload, cacheControl: 'private' };
        const head = new Request('http://x/', { method: 'HEAD' });
        const { headers } = await answerFile(head, { ...file, filename }, async () => null, options);
        const kind = isDownload ? 'attachment' : 'inline';
        expect(headers.get('content-disposition')).toBe(
          `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
        );
      }
    },
  );
});

describe('handle', () => {
  const admit = (scope: Scope) => askAtTheDoor(async () => ({ scope, via: 'token', holder: 'somebody' }));
  beforeEach(() => admit('read'));

  test('lets nobody act who may not, and nobody at all before it is known who may', async () => {
    const work = vi.fn(async () => answerJson({}));
    const ask = (scope: Scope) => handle(scope, work)(new Request('http://x/'), {});
    for (const [held, wanted, status] of [
      ['read', 'read', 200],
      ['read', 'create', 403],
      ['create', 'read', 200],
      ['create', 'admin', 403],
      ['admin', 'create', 200],
    ] as const) {
      admit(held);
      expect((await ask(wanted)).status, `${held} asks for ${wanted}`).toBe(status);
    }
    expect(work).toHaveBeenCalledTimes(3);
    Reflect.deleteProperty(globalThis, Symbol.for('firstframe.access'));
    expect((await ask('read')).status).toBe(503);
    expect(work).toHaveBeenCalledTimes(3);
  });

  test("answers a known error in OpenAI's shape and tells SDKs not to retry", async () => {
    const route = handle('read', async () => {
      throw new StudioError('invalid_request', 'size must be WIDTHxHEIGHT.', { param: 'size' });
    });
    const answer = await route(new Request('http://x/'), {});
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-should-retry')).toBe('false');
    expect(await answer.json()).toEqual({
      error: {
        message: 'size must be WIDTHxHEIGHT.',
        type: 'invalid_request_error',
        param: 'size',
        code: 'invalid_request',
      },
    });
  });

  test('keeps the words of an unknown error to itself', async () => {
    const route = handle('read', async () => {
      throw new Error('ENOENT: /secret/path');
    });
    const answer = await route(new Request('http://x/'), {});
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
  });
});

test('answerJson counts bytes, not letters', () => {
  expect(answerJson({ a: '日' }).headers.get('firstframe-content-length')).toBe('11');
});

describe('readJson', () => {
  const post = (body: string, type = 'application/json; charset=utf-8') =>
    readJson(new Request('http://x.example', { method: 'POST', headers: { 'content-type': type }, body }));

  test('reads a body, whatever its letters', async () => {
    expect(await post('{"label":"灯塔"}')).toEqual({ label: '灯塔' });
  });

  test('takes nothing that a form of another site could send, and nothing endless', async () => {
    await expect(post('{}', 'text/plain')).rejects.toMatchObject({ code: 'unsupported_media_type' });
    await expect(post(`"${'x'.repeat(1024 * 1024)}"`)).rejects.toMatchObject({ code: 'too_large' });
  });

  test.each(['', '{', '{"api_key": sk-canary}'])('refuses %j without repeating it', async (body) => {
    const error = await post(body).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'invalid_request', message: 'The body is not JSON.' });
    expect((error as Error).cause).toBeUndefined();
  });
});

test('S21: no file name breaks out of its header, and what is read back of it leads nowhere', async () => {
  const piece = fc.constantFrom(
    '\r\n',
    '\r',
    '\n',
    '"',
    '\\',
    ';',
    '\0',
    '%',
    "'",
    '日出',
    '\ud800',
    '..',
    '/',
    'a b',
    '🙂',
  );
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { minLength: 1, maxLength: 8 }).map((all) => all.join('')),
  );
  await fc.assert(
    fc.asyncProperty(name, async (filename) => {
      const file = { type: 'video/mp4', size: 1, etag: '"a"', filename };
      const options = { isDownload: true, cacheControl: 'private' };
      const answer = await answerFile(
        new Request('http://x/'),
        file,
        async () => new Response('a').body,
        options,
      );
      const header = answer.headers.get('content-disposition') ?? '';
      const [, ascii, encoded = ''] =
        /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''(.*)$/.exec(header) ?? [];
      expect(ascii).toMatch(/^[\x20-\x7e]*$/);
      expect(encoded).toMatch(/^[\w.!~*%-]*$/);
      const read = decodeURIComponent(encoded);
      expect(read).not.toMatch(/[\p{Cc}\p{Cf}/\\:]|^\./u);
      if (!/[\p{Cc}\p{Cf}/\\:]|^\./u.test(filename)) expect(read).toBe(filename.toWellFormed());
    }),
  );
});
