import { expect, test, vi } from 'vitest';
import { redact, redactFromLog } from './log';

test('a secret that one copy of the file learns is covered by every other', async () => {
  redactFromLog('sk-canary-log-0123');
  vi.resetModules();
  const copy = await import('./log');
  expect(copy.redact).not.toBe(redact);
  expect(copy.redact('refused: sk-canary-log-0123.')).toBe('refused: [redacted].');
});

test('a text too short to be a secret covers no ordinary words', () => {
  redactFromLog('key');
  expect(redact('a key')).toBe('a key');
});
