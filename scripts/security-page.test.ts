import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** `S1–S3`, `S9 S12 S13`: the numbers of a row. */
function numbersOf(cell: string): number[] {
  return cell
    .trim()
    .split(' ')
    .flatMap((each) => {
      const [, from, to = from] = /^S(\d+)(?:–S(\d+))?$/.exec(each) ?? [];
      if (from === undefined) return [];
      return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
    });
}

test('each attack is tried by a test with its number, or the page says why not', () => {
  const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
  const rows = page.split('\n').flatMap((line) => {
    const [, numbers = '', , answer = ''] = line.split('|');
    return numbersOf(numbers).map((number) => ({ number, answer: answer.trim() }));
  });
  expect(rows.map(({ number }) => number).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 35 }, (_, index) => index + 1),
  );

  const files = execFileSync('git', ['ls-files', '*.test.ts', '*.test.tsx', '*.spec.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const titles = files
    .trim()
    .split('\n')
    .flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(/['"`]S\d+(, S[\w-]+)*: /g) ?? [])
    .join(' ');
  const tried = new Set([...titles.matchAll(/S(\d+)/g)].map(([, number]) => Number(number)));
  for (const { number, answer } of rows) {
    if (answer.startsWith('tested')) expect(tried.has(number), `S${number}`).toBe(true);
    else expect(answer, `S${number}`).toMatch(/^(does not apply|a promise)/);
  }
});
