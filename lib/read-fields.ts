import 'server-only';
import type { z } from 'zod';
import { StudioError } from './errors';
import { spellPath } from './spell-path';

type Issue = z.core.$ZodIssue;

function isAbsent(given: unknown, path: readonly PropertyKey[]): boolean {
  const found = path.reduce((value, part) => (value as Record<PropertyKey, unknown> | null)?.[part], given);
  return found === undefined;
}

function explain(issue: Issue | undefined, given: unknown): { param?: string; words: string } {
  if (issue?.code === 'unrecognized_keys') {
    const param = spellPath([...issue.path, issue.keys[0] ?? '']);
    return { param, words: 'is not a field of this request' };
  }
  if (!issue || issue.path.length === 0) return { words: 'must be a JSON object' };
  const isMissing = issue.code === 'invalid_type' && isAbsent(given, issue.path);
  return { param: spellPath(issue.path), words: isMissing ? 'is required' : issue.message };
}

/**
 * The body or the query of a request as its schema has it. The messages of a schema go on where the name of the field
 * ends: `must be text`.
 * @throws StudioError `invalid_request` naming the field; values are never repeated in it, since one may be a secret
 */
export function readFields<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const { param, words } = explain(parsed.error.issues[0], given);
  throw new StudioError('invalid_request', `${param ?? 'The body'} ${words}.`, { param });
}
