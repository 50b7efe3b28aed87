import 'server-only';
import { StudioError } from '@/lib/errors';

/** Deeper than any request is, and far from what would exhaust a stack further on. */
const deepest = 32;

function refuse(message: string, param?: string): StudioError {
  return new StudioError('invalid_request', message, { param: param?.slice(0, 100) });
}

/** Where a string that begins at `start` ends: after its closing quote. */
function endOfString(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
}

/**
 * Refuses, before any value is made, what readers of JSON differ about: a field that is there twice, of which each takes
 * another (RFC 8259 §4), a field that some code takes for the prototype, and a depth at which some give up.
 */
function checkShape(text: string): void {
  /** The names seen so far in each object that is open; `null` for a list. */
  const open: (Set<string> | null)[] = [];
  const path: string[] = [];
  const signs = /["{}[\]]/g;
  const colon = /[ \t\r\n]*:/y;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const [sign] = found;
    if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? new Set() : null);
      if (open.length > deepest) throw refuse(`${path[0] ?? 'The body'} is nested too deeply.`, path[0]);
      continue;
    }
    if (sign !== '"') {
      open.pop();
      path.length = Math.min(path.length, open.length);
      continue;
    }
    const end = endOfString(text, found.index);
    signs.lastIndex = end;
    const names = open.at(-1);
    colon.lastIndex = end;
    if (!names || !colon.test(text)) continue;
    const name = readName(text.slice(found.index, end));
    if (name === '__proto__') throw refuse('"__proto__" is no name of a field.', path[0] ?? name);
    if (names.has(name)) throw refuse(`${name.slice(0, 100)} is there twice.`, path[0] ?? name);
    names.add(name);
    path.length = Math.min(path.length, open.length - 1);
    path[open.length - 1] = name;
  }
}

/** A name without its escapes; one that is broken is left for the parser to find. */
function readName(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/** @throws StudioError `invalid_request` where the bytes are no UTF-8 */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('The body is not UTF-8.');
  }
}

/**
 * A JSON text that somebody sent. A byte order mark before it is passed over, as RFC 8259 §8.1 allows.
 * @throws StudioError `invalid_request`; its words repeat nothing of the body but names, since values may be keys
 */
export function parseJson(body: Uint8Array | string): unknown {
  const text = typeof body === 'string' ? body : decode(body);
  checkShape(text);
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('The body is not JSON.');
  }
}
