import 'server-only';
import type { Database } from '@/lib/db/open';
import { markKey } from './mark-words';

/** The tags of some videos, in the order of the alphabet. */
export async function findTags(
  database: Database,
  jobIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (jobIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('job_tags')
    .select(['job_id', 'tag'])
    .where('job_id', 'in', jobIds)
    .orderBy('tag_key')
    .execute();
  const byJob = Map.groupBy(rows, (row) => row.job_id);
  return new Map([...byJob].map(([id, tags]) => [id, tags.map(({ tag }) => tag)]));
}

/**
 * Gives a video tags. One that is in use is spelt as it was at first, whatever the capitals.
 * @returns whether it had not got all of them
 */
export async function addTags(
  transaction: Database,
  jobId: string,
  tags: readonly string[],
): Promise<boolean> {
  let isChanged = false;
  for (const tag of tags) {
    const key = markKey(tag);
    const known = await transaction
      .selectFrom('job_tags')
      .select('tag')
      .where('tag_key', '=', key)
      .limit(1)
      .executeTakeFirst();
    const { numInsertedOrUpdatedRows = 0n } = await transaction
      .insertInto('job_tags')
      .values({ job_id: jobId, tag_key: key, tag: known?.tag ?? tag })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    isChanged ||= numInsertedOrUpdatedRows > 0n;
  }
  return isChanged;
}

/** Takes tags from a video. @returns whether it had any of them */
export async function removeTags(
  transaction: Database,
  jobId: string,
  tags: readonly string[],
): Promise<boolean> {
  if (tags.length === 0) return false;
  const { numDeletedRows } = await transaction
    .deleteFrom('job_tags')
    .where('job_id', '=', jobId)
    .where('tag_key', 'in', tags.map(markKey))
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
