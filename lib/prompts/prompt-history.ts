import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { searchPrompts } from '@/lib/db/search-prompts';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import type { PromptList } from './wire';

const limitWords = 'must be a whole number from 1 to 100';

/** The query of `GET /api/prompts`. */
export const promptQuerySchema = z.object({
  q: z.string().max(200, 'is too long').optional(),
  limit: z.coerce
    .number(limitWords)
    .int(limitWords)
    .min(1, limitWords)
    .max(100, limitWords)
    .default(50)
    .meta({ type: 'integer' }),
  after: z.string().optional(),
});

/**
 * `GET /api/prompts`: every distinct prompt that was sent, the one sent last first; with `q` those that hold all of its
 * words. Those of videos in the trash are among them, those of videos that were deleted for good are not.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function listPrompts(database: Database, query: URLSearchParams): Promise<PromptList> {
  const { q = '', limit, after } = readFields(promptQuerySchema, Object.fromEntries(query));
  // Ids sort by time, so the largest one of a prompt is where it was sent last; the index holds all that is asked here.
  let latest = database
    .selectFrom('jobs')
    .select(({ fn }) => [fn.max('id').as('id'), fn.countAll<number>().as('uses')])
    .where('prompt_hash', 'is not', null)
    .where('purged_at', 'is', null)
    .groupBy('prompt_hash');
  if (after !== undefined) latest = latest.having(({ fn }) => fn.max('id'), '<', after);
  let found = database
    .selectFrom(latest.as('latest'))
    .innerJoin('jobs', 'jobs.id', 'latest.id')
    .select(['jobs.id', 'jobs.prompt', 'jobs.created_at', 'latest.uses']);
  const holds = searchPrompts(database, q);
  if (holds) found = found.where(holds);
  const rows = await found
    .orderBy('jobs.id', 'desc')
    .limit(limit + 1)
    .execute();
  const data = rows.slice(0, limit).map(({ id, prompt, created_at: createdAt, uses }) => ({
    id,
    object: 'prompt' as const,
    prompt,
    uses: Number(uses),
    last_used_at: unixSeconds(createdAt),
  }));
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: rows.length > limit,
  };
}
