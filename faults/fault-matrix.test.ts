import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { faultMatrix } from './fault-matrix';

const root = path.join(import.meta.dirname, '..');

/** The faults that a file's test titles begin with. A title may stand on the line after its call. */
function faultsNamedIn(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(/\b(?:test|describe)\b[^'"`;]*?['"`](F\d+): /g)].flatMap(([, id]) => id ?? []);
}

test('every fault has a test that carries its number, or a reason why not yet', () => {
  expect(faultMatrix.map(({ id }) => id)).toEqual(Array.from({ length: 42 }, (_, index) => `F${index + 1}`));
  for (const { id, tests, later } of faultMatrix) {
    expect(tests.length > 0, `${id} has tests or a reason`).toBe(later === undefined);
    for (const file of tests) expect(faultsNamedIn(file), `${file} has a test of ${id}`).toContain(id);
  }
});

test('every test that carries the number of a fault is in the table', () => {
  const files = globSync(['lib/**/*.test.ts', 'e2e/*.spec.ts', 'faults/*.test.ts', 'server/*.test.ts'], {
    cwd: root,
  });
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    for (const id of new Set(faultsNamedIn(file))) {
      const row = faultMatrix.find((one) => one.id === id);
      expect(row?.tests, `${id} names ${file}`).toContain(file.replaceAll(path.sep, '/'));
    }
  }
});
