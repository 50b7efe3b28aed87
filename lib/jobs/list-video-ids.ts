import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';
import type { Job } from './job';
import { filterParameters, toJobFilter } from './list-filter';
import { matchJobs } from './match-jobs';

/** How many ids one answer has at most. */
const mostIds = 5_000;

/** The query of `GET /api/video-ids`. */
export const videoIdsQuerySchema = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  ...filterParameters,
});

/** Whether one job stands before another in a list, the newest first. */
function isNewer(one: Job, other: Job): boolean {
  return one.createdAt === other.createdAt ? one.id > other.id : one.createdAt > other.createdAt;
}

/**
 * `GET /api/video-ids`: the ids of a list from one video to another, both included, whichever of them comes first;
 * without one of them from the beginning, or to the end.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function listVideoIds(
  { database, store }: JobContext,
  query: URLSearchParams,
): Promise<{ object: 'list'; data: string[]; has_more: boolean }> {
  const asked = readFields(videoIdsQuerySchema, Object.fromEntries(query));
  const findEnd = async (param: 'from' | 'to') => {
    const id = asked[param];
    if (id === undefined) return null;
    const job = await store.find(id);
    if (!job) throw new StudioError('invalid_request', `${param} names no video.`, { param });
    return job;
  };
  let [first, last] = [await findEnd('from'), await findEnd('to')];
  if (first && last && isNewer(last, first)) [first, last] = [last, first];
  let ids = database
    .selectFrom('jobs')
    .select('id')
    .where(matchJobs(database, toJobFilter(asked)));
  for (const [end, within] of [[first, '<='] as const, [last, '>='] as const]) {
    if (!end) continue;
    ids = ids.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), within, tuple(end.createdAt, end.id)),
    );
  }
  const rows = await ids
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostIds + 1)
    .execute();
  const data = rows.slice(0, mostIds).map(({ id }) => id);
  return { object: 'list', data, has_more: rows.length > mostIds };
}
