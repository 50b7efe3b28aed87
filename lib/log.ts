import 'server-only';
import pino from 'pino';

/** Start-up and routes are bundled apart, each with a copy of this file; a secret that one learns both must cover. */
const secretsKey = Symbol.for('firstframe.secrets');
const shared = globalThis as { [secretsKey]?: Set<string> };
shared[secretsKey] ??= new Set();

/** Secrets are redacted by value: wherever the text of one turns up, in whatever field, it is covered. */
const secrets = shared[secretsKey];

/**
 * Makes the log cover this text from now on, also as JSON, JSON inside JSON, and addresses write it. Very short texts are left out: they
 * would eat ordinary words.
 */
export function redactFromLog(secret: string): void {
  if (secret.length < 8) return;
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inBoth = JSON.stringify(inJson).slice(1, -1);
  for (const form of [secret, inJson, inBoth, encodeURIComponent(secret.toWellFormed())]) secrets.add(form);
}

/** The same text with every known secret covered. */
export function redact(text: string): string {
  let covered = text;
  for (const secret of secrets) covered = covered.replaceAll(secret, '[redacted]');
  return covered;
}

/** The studio's log: one JSON object a line on standard error, so that standard output stays for people. */
export const log = pino(
  { name: 'firstframe', base: null, level: 'warn' },
  { write: (line: string) => void process.stderr.write(redact(line)) },
);
