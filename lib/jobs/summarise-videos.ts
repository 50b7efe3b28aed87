import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';
import { findJobs } from './find-jobs';
import type { Job } from './job';
import { toUnits } from './price';
import { mostChosen } from './receive-chosen';
import type { SelectionSummary } from './selection-wire';

/** So many ids are asked for at a time: fewer than either engine takes in one `in (…)`. */
const idsAtOnce = 500;

/** `POST /api/videos/summary`. */
export const summaryRequest = z.strictObject({
  ids: z
    .array(
      z.string('must be the id of a video').max(200, 'must be the id of a video'),
      'must be a list of ids',
    )
    .max(mostChosen, `may name ${mostChosen} videos at most`),
});

type SummaryContext = Pick<JobContext, 'database' | 'prices'>;

/** What would be refused again, and what may have been paid for: neither is sent again with a single press. */
const notToRepeat = new Set(['moderation_blocked', 'submit_unconfirmed']);

function isRetryable({ status, errorCode }: Job): boolean {
  return status === 'failed' && !notToRepeat.has(errorCode ?? '');
}

/** How many of some videos have each tag, the most used first. */
async function countTags(database: Database, ids: readonly string[]): Promise<SelectionSummary['tags']> {
  const counts = new Map<string, { value: string; count: number }>();
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const rows = await database
      .selectFrom('job_tags')
      .select(['tag_key', 'tag'])
      .where('job_id', 'in', ids.slice(start, start + idsAtOnce))
      .execute();
    for (const { tag_key: key, tag } of rows) {
      const found = counts.get(key) ?? { value: tag, count: 0 };
      found.count += 1;
      counts.set(key, found);
    }
  }
  return [...counts.values()].sort(
    (one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
  );
}

/**
 * What some videos have in common, and what can be done to them; ids of no video count as nothing.
 * @throws StudioError `invalid_request` naming the field
 */
export async function summariseVideos(context: SummaryContext, body: unknown): Promise<SelectionSummary> {
  const ids = [...new Set(readFields(summaryRequest, body).ids)];
  const found: string[] = [];
  const summary = { trashed: 0, starred: 0, ready: 0, bytes: 0, retry_unpriced: 0 };
  const retryable: string[] = [];
  const costs = new Map<string, number>();
  const projects = new Map<string, number>();
  for await (const job of findJobs(context.database, ids)) {
    if (job.purgedAt !== null) continue;
    found.push(job.id);
    if (job.trashedAt !== null) summary.trashed += 1;
    if (job.starredAt !== null) summary.starred += 1;
    if (job.projectId !== null) projects.set(job.projectId, (projects.get(job.projectId) ?? 0) + 1);
    if (job.saved) {
      summary.ready += 1;
      summary.bytes += job.saved.bytes;
    }
    if (!isRetryable(job)) continue;
    retryable.push(job.id);
    const estimate = await context.prices.estimate(job);
    if (estimate.kind === 'unknown') summary.retry_unpriced += 1;
    if (estimate.kind === 'known')
      costs.set(estimate.currency, (costs.get(estimate.currency) ?? 0) + estimate.micros);
  }
  return {
    object: 'selection',
    count: found.length,
    ...summary,
    retryable,
    retry_cost: [...costs].map(([currency, micros]) => ({ currency, amount: toUnits(micros) })),
    tags: await countTags(context.database, found),
    projects: [...projects].map(([value, count]) => ({ value, count })),
  };
}
