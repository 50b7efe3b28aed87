import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { readFields } from '@/lib/read-fields';
import { openBatchStore } from './batch-store';
import type { JobContext } from './context';
import { jobStatuses } from './job';
import { countJobs, type JobFilter, listChanges, listJobs } from './list-jobs';
import { presentBatch } from './present-batch';
import { presentVideos } from './present-video';
import type { VideoList } from './wire';

const flag = z.enum(['true', 'false'], 'must be true or false').transform((word) => word === 'true');

/** A whole number; an empty text is none, though JavaScript makes zero of it. */
const wholeNumber = (words: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, words)
    .transform(Number)
    // To readers of the API it is the number that the text says.
    .meta({ type: 'integer', minimum: 0 });
const limitWords = 'must be a whole number from 0 to 100';

/** How many things a page of a list has at most. */
export const limitSchema = wholeNumber(limitWords).pipe(z.int().max(100, limitWords)).default(20);

/** The query of `GET /v1/videos`. */
export const listQuerySchema = z.object({
  after: z.string().optional(),
  limit: limitSchema,
  order: z.enum(['asc', 'desc'], 'must be asc or desc').default('desc'),
  status: z.enum(jobStatuses, `must be one of ${jobStatuses.join(', ')}`).optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  trashed: flag.default(false),
  changed_since: wholeNumber('must be a cursor that a list gave').optional(),
});

/**
 * `GET /v1/videos`: OpenAI's list (openai/openai-openapi `listVideos` @ f85dbe2; newest first), with filters, or with
 * `changed_since` only what changed after a cursor.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function answerList(context: JobContext, query: URLSearchParams): Promise<VideoList> {
  const asked = readFields(listQuerySchema, Object.fromEntries(query));
  const { after, limit, order, changed_since: changedSince, ...words } = asked;
  const filter: JobFilter = {
    status: words.status,
    providerId: words.provider,
    model: words.model,
    isTrashed: words.trashed,
  };
  // Counted before the page is read: what changes in between is told again next time, never missed.
  const counts = await countJobs(context.database, filter);
  const batches = await openBatchStore(context.database).listOpen();

  let page: Awaited<ReturnType<typeof listJobs>>;
  if (changedSince === undefined) {
    const last = after === undefined ? null : await context.store.find(after);
    if (after !== undefined && !last)
      throw new StudioError('invalid_request', 'after names no video.', { param: 'after' });
    page = await listJobs(context.database, filter, { after: last, limit, order });
  } else {
    page = await listChanges(context.database, changedSince, limit);
  }
  const data = await presentVideos(context, page.jobs);
  const newest = page.jobs.at(-1)?.changeSequence ?? changedSince ?? 0;
  return {
    object: 'list',
    data,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: page.hasMore,
    firstframe: {
      ...counts,
      cursor: changedSince === undefined ? counts.cursor : newest,
      batches: batches.map(presentBatch),
    },
  };
}
