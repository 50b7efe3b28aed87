import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { log, redact, redactFromLog } from './log';

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

/** What the log wrote while something was done. */
function written(act: () => void): string {
  const lines: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    act();
  } finally {
    write.mockRestore();
  }
  return lines.join('');
}

test('S29: no text, in whatever field, makes a line of its own or an entry that was never written', () => {
  const forged = fc.constantFrom(
    '\n{"level":60,"msg":"forged"}',
    '\r\n{"level":60}',
    '\u0085x',
    '\u2028x',
    '\u001b[2J\u001b[31mred',
    '\0',
    '","level":60,"msg":"forged',
    '\ud800',
    '\b\b\b',
  );
  const text = fc
    .array(fc.oneof(forged, fc.string({ unit: 'binary' })), { maxLength: 4 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, text, text, (prompt, message, id) => {
      const error = Object.assign(new Error(message), { code: prompt, cause: new Error(prompt) });
      const line = written(() => log.error({ job: id, prompt, err: error }, message));
      expect(line.endsWith('\n')).toBe(true);
      expect([...line.slice(0, -1)].filter((sign) => sign < ' ')).toEqual([]);
      const entry = JSON.parse(line);
      expect(entry).toMatchObject({ level: 50, job: id.toWellFormed() === id ? id : expect.any(String) });
    }),
  );
});

test('S29: a secret is covered in every spelling in which it can reach a line', () => {
  const secret = 'sk-canary/"quoted"\\+=&1234';
  redactFromLog(secret);
  const line = written(() => {
    const url = `http://provider.example/v1?key=${encodeURIComponent(secret)}`;
    log.error({ err: new Error(`refused: ${secret}`), url, body: JSON.stringify({ key: secret }) }, secret);
  });
  expect(JSON.parse(line).msg).toBe('[redacted]');
  expect(line).not.toContain('canary');
  expect(redact(JSON.stringify({ key: secret }))).toBe('{"key":"[redacted]"}');
});
