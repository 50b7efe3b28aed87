import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const file = path.join(import.meta.dirname, '..', 'test-results', 'fault-figures.txt');

/** Notes what was measured, to be printed when all is over. */
export function noteFigures(fault: string, figures: Record<string, unknown>): void {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  appendFileSync(file, `${fault}: ${words.join(', ')}\n`);
}

/** Called by vitest before the first test. */
export function setup(): void {
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
}

/** Called by vitest after the last test. */
export function teardown(): void {
  if (existsSync(file)) process.stdout.write(`\n${readFileSync(file, 'utf8')}`);
}
