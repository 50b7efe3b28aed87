import 'server-only';
import { z } from 'zod';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';
import type { News } from './news-wire';

/** So many are named; whoever has missed more looks through the gallery. */
const mostNamed = 50;

const words = 'must be a time in whole Unix seconds';

/** The query of `GET /api/news`. */
export const newsQuerySchema = z.object({
  since: z
    .string(words)
    .regex(/^\d{1,12}$/, words)
    .transform(Number)
    .meta({ type: 'integer', minimum: 0 }),
});

/**
 * What came to its end after a moment.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function answerNews({ database }: JobContext, query: URLSearchParams): Promise<News> {
  const { since } = readFields(newsQuerySchema, Object.fromEntries(query));
  const ended = database
    .selectFrom('jobs')
    .where('completed_at', '>', since * 1_000)
    .where('status', 'in', ['completed', 'failed'])
    .where('trashed_at', 'is', null)
    .where('purged_at', 'is', null)
    .where((where) => where.or([where('error_code', 'is', null), where('error_code', '<>', 'cancelled')]));
  const counted = await ended
    .select(['status', (select) => select.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute();
  const countOf = (wanted: string) => Number(counted.find(({ status }) => status === wanted)?.count ?? 0);
  const newest = await ended
    .select(['id', 'status'])
    .orderBy('completed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostNamed)
    .execute();
  return {
    object: 'news',
    finished: countOf('completed'),
    failed: countOf('failed'),
    newest: newest.map(({ id, status }) => ({ id, status: status === 'completed' ? 'completed' : 'failed' })),
  };
}
