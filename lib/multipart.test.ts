import { access, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StudioError } from '@/lib/errors';
import { parseBody, removeFiles } from './multipart';

async function open() {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-multipart-'));
  let count = 0;
  const options = {
    maximumFileBytes: 1_000_000,
    imageFields: ['image'],
    temporaryPath: async () => {
      count += 1;
      return path.join(folder, String(count));
    },
  };
  return { folder, options };
}

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://x/', { method: 'POST', body, headers });

describe('parseBody', () => {
  test('takes texts and files apart, byte for byte', async () => {
    const { options } = await open();
    const bytes = new Uint8Array(300_000).map((_, index) => (index * 7919) % 256);
    const form = new FormData();
    form.append('prompt', '海边的日出\r\n--x');
    form.append('input_reference', new Blob([bytes], { type: 'image/png' }), '../../evil.png');
    form.append('input_reference[image_url]', 'https://example.com/a.png');
    const { fields, files } = await parseBody(post(form), options);
    expect(fields).toEqual({
      prompt: '海边的日出\r\n--x',
      input_reference: { image_url: 'https://example.com/a.png' },
    });
    expect(files).toHaveLength(1);
    expect(new Uint8Array(await readFile(files[0]?.path ?? ''))).toEqual(bytes);
    await removeFiles(files);
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
    expect((await parseBody(post(long), options)).fields).toEqual({ image });
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

  test('takes JSON', async () => {
    const { options } = await open();
    const { fields } = await parseBody(
      post('{"prompt":"a boat"}', { 'content-type': 'application/json; charset=utf-8' }),
      options,
    );
    expect(fields).toEqual({ prompt: 'a boat' });
  });
});
