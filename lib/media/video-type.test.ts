import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readVideoType } from './video-type';

test.each([
  ['00000018667479706d703432', 'video/mp4'],
  ['000000146674797071742020', 'video/quicktime'],
  ['0000000877696465000003e8', 'video/quicktime'],
  ['1a45dfa3a342868101428781', 'video/webm'],
  ['000000206674797061766966', null],
  ['89504e470d0a1a0a0000000d', null],
  ['00000018667479', null],
  ['', null],
])('%s begins a file of the type %s', async (head, type) => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'firstframe-type-')), 'picture.png');
  await writeFile(file, Buffer.from(head, 'hex'));
  expect(await readVideoType(file)).toBe(type);
});
