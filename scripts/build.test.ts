import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hashInputs } from './build.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'firstframe-build-'));
const page = path.join(folder, 'app/page.tsx');

function write(name: string, content: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

afterAll(() => rmSync(folder, { recursive: true }));

test('the digest follows contents and names of sources, and nothing else', () => {
  write('app/page.tsx', 'one');
  const first = hashInputs(folder);

  utimesSync(page, 1, 1);
  write('app/page.test.tsx', 'a test');
  write('data/studio.db', 'rows');
  write('README.md', 'words');
  expect(hashInputs(folder)).toBe(first);

  write('app/page.tsx', 'two');
  const second = hashInputs(folder);
  write('lib/new.ts', '');
  const third = hashInputs(folder);
  write('package-lock.json', '{}');
  expect(new Set([first, second, third, hashInputs(folder)]).size).toBe(4);
});
