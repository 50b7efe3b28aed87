/** Where a text is no JSON: line and column from 1, what stands there, and `null` for its end. */
export type JsonFault = { line: number; column: number; found: string | null };

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Control signs are not allowed in it: the first of them is where it stops. */
const string = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const space = /[ \t\n\r]*/y;
const deepest = 500;

/** Reads JSON as RFC 8259 has it and gives the place at which it stops being that; `null` where it never does. */
function findStop(text: string): number | null {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const sign = (expected: string): boolean => {
    take(space);
    if (text[at] !== expected) return false;
    at += 1;
    take(space);
    return true;
  };

  function quoted(): boolean {
    const from = at;
    if (take(string) && ![...text.slice(from, at)].some((letter) => letter < ' ')) return true;
    at = from;
    return false;
  }

  function members(end: string, depth: number, member: () => boolean): boolean {
    if (depth > deepest) return false;
    if (sign(end)) return true;
    for (;;) {
      if (!member()) return false;
      if (sign(end)) return true;
      if (!sign(',')) return false;
    }
  }

  function value(depth: number): boolean {
    take(space);
    if (sign('{')) return members('}', depth, () => quoted() && sign(':') && value(depth + 1));
    if (sign('[')) return members(']', depth, () => value(depth + 1));
    return quoted() || take(number) || take(/true|false|null/y);
  }

  const isWhole = value(0);
  take(space);
  return isWhole && at === text.length ? null : at;
}

/** Where a text stops being JSON, or `null` where it is JSON. Told by ourselves: browsers tell it each in their own words. */
export function findJsonFault(text: string): JsonFault | null {
  const stop = findStop(text);
  if (stop === null) return null;
  const before = text.slice(0, stop).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, found: text[stop] ?? null };
}
