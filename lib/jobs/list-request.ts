import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { readFields } from '@/lib/read-fields';
import { openBatchStore } from './batch-store';
import type { JobContext } from './context';
import type { Job } from './job';
import { filterParameters, isFiltered, spanParameters, toJobFilter, wholeNumber } from './list-filter';
import { countMatching, countOpen, listChanges, listJobs, listMatching, readJobs } from './list-jobs';
import { listPage } from './list-page';
import { presentBatch } from './present-batch';
import { presentVideos } from './present-video';
import { searchJobs } from './search-jobs';
import type { VideoList } from './wire';

const limitWords = 'must be a whole number from 0 to 100';

/** How many things a page of a list has at most. */
export const limitSchema = wholeNumber(limitWords).pipe(z.int().max(100, limitWords)).default(20);

/** The query of `GET /v1/videos`. */
export const listQuerySchema = z.object({
  after: z.string().optional(),
  limit: limitSchema,
  order: z.enum(['asc', 'desc'], 'must be asc or desc').default('desc'),
  ...filterParameters,
  ...spanParameters,
  offset: wholeNumber('must be a whole number').default(0),
  changed_since: wholeNumber('must be a cursor that a list gave').optional(),
});

async function presentPage(
  context: JobContext,
  { jobs, hasMore }: { jobs: Job[]; hasMore: boolean },
): Promise<Omit<VideoList, 'firstframe'>> {
  return listPage(await presentVideos(context, jobs), hasMore);
}

/**
 * `GET /v1/videos`: OpenAI's list (openai/openai-openapi `listVideos` @ f85dbe2; newest first), with filters, or with
 * `changed_since` only what changed after a cursor.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function answerList(context: JobContext, query: URLSearchParams): Promise<VideoList> {
  const { database, counts, store } = context;
  const asked = readFields(listQuerySchema, Object.fromEntries(query));
  const { after, limit, order, offset, changed_since: changedSince } = asked;
  const filter = toJobFilter(asked);
  const open = await countOpen(database);
  const listOpenBatches = async () => (await openBatchStore(database).listOpen()).map(presentBatch);

  if (changedSince !== undefined) {
    const page = await listChanges(database, changedSince, limit);
    const ids = page.jobs.map(({ id }) => id);
    return {
      ...(await presentPage(context, page)),
      firstframe: {
        cursor: page.jobs.at(-1)?.changeSequence ?? changedSince,
        open,
        ...(isFiltered(query) ? { matching: await listMatching(database, filter, ids) } : {}),
        // Where no video changed, neither did what is told of batches.
        ...(ids.length > 0 ? { batches: await listOpenBatches() } : {}),
      },
    };
  }

  const last = after === undefined ? null : await store.find(after);
  if (after !== undefined && !last)
    throw new StudioError('invalid_request', 'after names no video.', { param: 'after' });
  const key = JSON.stringify(filter);
  // Counted before the page is read: what changes in between is told again next time, never missed.
  if (filter.text !== undefined && !last && offset === 0 && order === 'desc') {
    const { cursor, counted } = await counts.remember(`found ${key}`, () => searchJobs(database, filter));
    const page = await readJobs(database, counted.ids, limit);
    return {
      ...(await presentPage(context, page)),
      firstframe: { cursor, total: counted.total, open, batches: await listOpenBatches() },
    };
  }
  const { cursor, counted: total } = await counts.remember(`total ${key}`, () =>
    countMatching(database, filter),
  );
  const page = await listJobs(database, filter, { after: last, offset, limit, order });
  return {
    ...(await presentPage(context, page)),
    firstframe: { cursor, total, open, batches: await listOpenBatches() },
  };
}
