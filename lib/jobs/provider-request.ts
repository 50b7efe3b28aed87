import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { apiKey, baseUrl } from '@/lib/providers/connection-fields';
import type { Dialect } from '@/lib/providers/dialect';
import { readDialect } from '@/lib/providers/read-dialect';
import { spellPath } from '@/lib/spell-path';

const label = z.string('must be text').trim().min(1, 'must not be empty').max(80, 'is too long').optional();
const preset = z.string('must be the id of a preset').optional();
const models = z
  .array(z.string('must be text').trim().min(1, 'must not be empty').max(200, 'is too long'))
  .min(1, 'must name a model, or be null')
  .max(500, 'has too many entries')
  .nullable()
  .optional();
const dialect = z.record(z.string(), z.unknown(), 'must be an object').nullable().optional();

/** `POST /api/providers`. */
export const connectSchema = z.strictObject({
  label,
  base_url: baseUrl,
  api_key: apiKey,
  preset,
  dialect,
  models,
});

/** `PATCH /api/providers/{id}`: what is absent stays; `null` takes a key or models away, and a dialect's edits back. */
export const changeSchema = connectSchema.partial({ base_url: true });

/** `POST /api/providers/test`: something that is not connected yet, or a connected one with changes. */
export const testSchema = z.strictObject({
  provider: z.string('must be the id of a provider').optional(),
  base_url: baseUrl.optional(),
  api_key: apiKey,
  preset,
  dialect,
});

/** `POST /api/dialects/check`. */
export const checkSchema = z.strictObject({ text: z.string('must be text').max(500_000, 'is too long') });

export type TestRequest = z.infer<typeof testSchema>;

/**
 * A dialect in a request.
 * @throws StudioError naming the place in it
 */
export function requireDialect(value: unknown): Dialect {
  const { dialect: read, issues } = readDialect(value);
  if (read) return read;
  const [issue] = issues;
  const param = spellPath(['dialect', ...(issue?.path ?? [])]);
  throw new StudioError('invalid_request', `${param}: ${issue?.message}.`, { param });
}
