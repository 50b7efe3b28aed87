import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSecretBox } from './secret-box';

const makeFolder = () => mkdtemp(path.join(tmpdir(), 'firstframe-secret-'));
const keyFile = (folder: string) => path.join(folder, 'secret.key');

test('opens what it sealed, whatever the text, also after a restart', async () => {
  const folder = await makeFolder();
  const box = await openSecretBox(folder);
  await box.seal('first', 'a');
  const again = await openSecretBox(folder);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (secret, boundTo) => {
      const sealed = await box.seal(secret, boundTo);
      expect(sealed).toMatch(/^v1:[\w-]{16}:[\w-]{22}:[\w-]*$/);
      expect(again.open(sealed, boundTo)).toBe(secret);
    }),
  );
});

test('opens nothing of which any character was changed, left out or added', async () => {
  const box = await openSecretBox(await makeFolder());
  const sealed = await box.seal('sk-canary-0123456789', 'a');
  const characters = fc.constantFrom(...'ABab01-_:=+/ ');
  fc.assert(
    fc.property(
      fc.nat(sealed.length - 1),
      fc.option(characters, { nil: '' }),
      fc.boolean(),
      (at, sign, adds) => {
        const changed = `${sealed.slice(0, at)}${sign}${sealed.slice(adds ? at : at + 1)}`;
        fc.pre(changed !== sealed);
        expect(box.open(changed, 'a')).toBeNull();
      },
    ),
    { numRuns: 2_000 },
  );
  expect(box.open(sealed, 'a')).toBe('sk-canary-0123456789');
});

test('opens nothing that was sealed for something else, or under another key', async () => {
  const box = await openSecretBox(await makeFolder());
  const other = await openSecretBox(await makeFolder());
  await other.seal('x', 'a');
  const sealed = await box.seal('secret', 'a');
  expect(box.open(sealed, 'b')).toBeNull();
  expect(other.open(sealed, 'a')).toBeNull();
  expect(box.open('secret', 'a')).toBeNull();
  expect(box.open('', 'a')).toBeNull();
});

test('never writes the same secret the same way', async () => {
  const box = await openSecretBox(await makeFolder());
  const sealed = await Promise.all(Array.from({ length: 50 }, () => box.seal('same', 'a')));
  expect(new Set(sealed).size).toBe(50);
  expect(sealed.every((text) => box.open(text, 'a') === 'same')).toBe(true);
});

test('makes its key on first use, readable for its owner alone, and leaves nothing else', async () => {
  const folder = await makeFolder();
  const box = await openSecretBox(folder);
  expect(await readdir(folder)).toEqual([]);
  await box.seal('secret', 'a');
  expect(await readdir(folder)).toEqual(['secret.key']);
  expect((await stat(keyFile(folder))).mode & 0o777).toBe(0o600);
  expect(await readFile(keyFile(folder))).toHaveLength(32);
});

test('takes a key file that others could read away from them', async () => {
  const folder = await makeFolder();
  const sealed = await (await openSecretBox(folder)).seal('secret', 'a');
  await chmod(keyFile(folder), 0o644);
  expect((await openSecretBox(folder)).open(sealed, 'a')).toBe('secret');
  expect((await stat(keyFile(folder))).mode & 0o777).toBe(0o600);
});

test.each(['lost', 'cut short'])('starts with a key file that is %s, and makes a new one', async (state) => {
  const folder = await makeFolder();
  const sealed = await (await openSecretBox(folder)).seal('secret', 'a');
  if (state === 'lost') await rm(keyFile(folder));
  else await writeFile(keyFile(folder), 'half');
  const box = await openSecretBox(folder);
  expect(box.open(sealed, 'a')).toBeNull();
  expect(box.open(await box.seal('another', 'a'), 'a')).toBe('another');
  expect(box.open(sealed, 'a')).toBeNull();
  const aside = (await readdir(folder)).filter((name) => name.endsWith('.damaged'));
  expect(aside).toHaveLength(state === 'lost' ? 0 : 1);
});
