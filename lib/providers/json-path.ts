import 'server-only';

/** What stands at a dotted path (`data.task_id`, `data[0].url`), or `undefined`. Own properties only. */
export function readPath(value: unknown, path: string): unknown {
  let current = value;
  for (const segment of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Record<string, unknown>)[segment];
  }
  return current;
}

/** The first thing at any of the paths that is neither missing nor `null`. */
export function readFirst(value: unknown, paths: readonly string[]): unknown {
  for (const path of paths) {
    const found = readPath(value, path);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** {@link readFirst}, going on past empty texts; an empty text where there is nothing else. */
export function readFilled(value: unknown, paths: readonly string[]): unknown {
  const isFilled = (found: unknown) =>
    found !== undefined && found !== null && !(typeof found === 'string' && found.trim() === '');
  return paths.map((path) => readPath(value, path)).find(isFilled) ?? readFirst(value, paths);
}
