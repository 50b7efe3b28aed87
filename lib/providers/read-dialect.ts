import 'server-only';
import { type Dialect, dialectSchema } from './dialect';

/** What is wrong with a dialect, and where in its JSON. */
export type DialectIssue = { path: (string | number)[]; message: string };

/** The schema library's own words, shorter where they stand beside a path. */
function spellMessage(message: string): string {
  return /received undefined$/.test(message) ? 'is missing' : message.replace(/^Invalid \w+: /, '');
}

/** Far deeper than any dialect; what is nested without end would exhaust the stack of whoever walks through it. */
const deepest = 64;

function isTooDeep(value: unknown, levels = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}

/** Reads JSON as a dialect: the dialect, or everything that keeps it from being one. */
export function readDialect(
  value: unknown,
): { dialect: Dialect; issues: [] } | { dialect: null; issues: DialectIssue[] } {
  if (isTooDeep(value)) return { dialect: null, issues: [{ path: [], message: 'is nested too deeply' }] };
  const parsed = dialectSchema.safeParse(value);
  if (parsed.success) return { dialect: parsed.data, issues: [] };
  const issues = parsed.error.issues.flatMap((issue): DialectIssue[] => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code !== 'unrecognized_keys') return [{ path, message: spellMessage(issue.message) }];
    return issue.keys.map((key) => ({ path: [...path, key], message: 'is not a word of a dialect' }));
  });
  return { dialect: null, issues };
}
