import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elide } from '@/lib/providers/elide';
import type { SentRequest } from '@/lib/providers/exchange';
import { toCurl } from './to-curl';

const run = promisify(execFile);

/** What a real shell makes of the command: the arguments that curl would get, and what it would read. */
async function obey(command: string | null, folder: string = tmpdir()) {
  const stub = `curl() { printf '%s\\0' "$@"; printf '\\0\\0'; if [ "$reads" ]; then cat; fi; }`;
  const reads = command?.startsWith('printf') ? '1' : '';
  const environment = { ...process.env, API_KEY: 'sk-canary key', reads };
  const options = { env: environment, cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await run('/bin/sh', ['-c', `${stub}\n${command}`], options);
  const [given = '', input = ''] = stdout.split('\0\0\0');
  return { given: given.split('\0'), input };
}

const plain: SentRequest = {
  method: 'POST',
  url: 'https://api.example/v1/videos',
  headers: [
    ['authorization', 'Bearer $API_KEY'],
    ['user-agent', 'firstframe'],
  ],
  body: null,
  isCut: false,
};
const beginning = ['--request', 'POST', plain.url, '--header', 'authorization: Bearer sk-canary key'];

/** Any text but NUL, and what a shell, or curl, could take for something of its own. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(`'`, `"`, '\\', '$', '`', '\n', ' ', '!', '@', '<', ';', '%', '*', '&', '('),
  }),
);
const texts = nasty.map((text) => text.replaceAll('\0', ''));

test('a shell reads back every text, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 5 }), async (pairs) => {
      const parts = pairs.map(([name, value]) => ({ name, value }));
      const multipart = await obey(toCurl({ ...plain, body: { kind: 'multipart', parts } }));
      expect(multipart.given).toEqual([
        ...beginning,
        ...pairs.flatMap(([name, value]) => ['--form-string', `${name}=${value}`]),
      ]);
      const text = JSON.stringify(Object.fromEntries(pairs));
      const json = await obey(toCurl({ ...plain, body: { kind: 'json', text } }));
      expect(json.given).toEqual([...beginning, '--data-binary', text]);
      const form = await obey(toCurl({ ...plain, body: { kind: 'form', fields: pairs } }));
      expect(form.given).toEqual([
        ...beginning,
        ...pairs.flatMap(([name, value]) => ['--data-urlencode', `${encodeURIComponent(name)}=${value}`]),
      ]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('a file travels by its name', async () => {
  const parts = [{ name: 'input_reference', filename: 'first_frame.jpg', type: 'image/jpeg', bytes: 7 }];
  const { given } = await obey(toCurl({ ...plain, body: { kind: 'multipart', parts } }));
  expect(given.slice(beginning.length)).toEqual([
    '--form',
    'input_reference=@first_frame.jpg;type=image/jpeg',
  ]);
});

test('images that stood in the body are read from files, however large they are', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-curl-'));
  const image = Buffer.alloc(300_000, 'firstframe');
  for (const name of ["it's first.png", 'last.png']) await writeFile(path.join(folder, name), image);
  const whole = JSON.stringify({
    prompt: `it's "here"`,
    image: `data:image/png;base64,${image.toString('base64')}`,
    last: image.toString('base64'),
  });
  const { text } = elide(whole, 48_000);
  expect(text.length).toBeLessThan(200);
  const command = toCurl({ ...plain, body: { kind: 'json', text } }, ["it's first.png", 'last.png']);
  const { given, input } = await obey(command, folder);
  expect(given).toEqual([...beginning, '--data-binary', '@-']);
  expect(input).toBe(whole);
});

test('a request that was not kept whole is no command', () => {
  expect(toCurl({ ...plain, isCut: true })).toBeNull();
});
