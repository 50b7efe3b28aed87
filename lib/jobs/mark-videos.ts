import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { StudioError } from '@/lib/errors';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';
import { inTransaction } from './in-transaction';
import type { Job } from './job';
import { fromRow, type JobChanges } from './job-row';
import { mostTags, tagSchema } from './mark-words';
import type { EarlierMarks } from './organise-wire';
import { presentVideos } from './present-video';
import { requireProject } from './projects';
import { noteStale } from './stale-sidecars';
import { addTags, findTags, removeTags } from './tags';
import type { Video } from './wire';
import { change, toJob } from './write-job';

/** How many videos are marked at once. */
const mostAtOnce = 500;

const tags = z
  .array(tagSchema, 'must be a list of texts')
  .max(mostTags, `may have ${mostTags} tags`)
  .default([]);

/** `POST /api/videos/change`: what is absent stays. */
export const markVideosSchema = z.strictObject({
  ids: z
    .array(z.string('must be text'), 'must be a list of ids')
    .min(1, 'must name a video')
    .max(mostAtOnce, `may name ${mostAtOnce} videos`),
  starred: z.boolean('must be true or false').optional(),
  add_tags: tags,
  remove_tags: tags,
  project: z.string('must be the id of a project, or null').nullable().optional(),
  trashed: z.boolean('must be true or false').optional(),
});
type Marks = z.infer<typeof markVideosSchema>;

function marksOf({ id, starredAt, projectId, trashedAt }: Job, tags: string[] = []): EarlierMarks {
  return { id, starred: starredAt !== null, tags, project: projectId, trashed: trashedAt !== null };
}

/** What has to be written of a job's row for it to be marked so; `null` where it is already. */
function changesOf(job: Job, { starred, project, trashed }: Marks, now: number): JobChanges | null {
  const changes: JobChanges = {
    ...(starred !== undefined && starred !== (job.starredAt !== null)
      ? { starredAt: starred ? now : null }
      : {}),
    ...(project !== undefined && project !== job.projectId ? { projectId: project } : {}),
    ...(trashed !== undefined && trashed !== (job.trashedAt !== null)
      ? { trashedAt: trashed ? now : null }
      : {}),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}

/** Writes the tags of a video. @returns whether they are other ones now */
async function changeTags(transaction: Database, { id }: Job, marks: Marks): Promise<boolean> {
  const isFewer = await removeTags(transaction, id, marks.remove_tags);
  const isMore = await addTags(transaction, id, marks.add_tags);
  if (isMore && ((await findTags(transaction, [id])).get(id)?.length ?? 0) > mostTags)
    throw new StudioError('invalid_request', `add_tags would give a video more than ${mostTags} tags.`, {
      param: 'add_tags',
    });
  return isFewer || isMore;
}

/**
 * `POST /api/videos/change`: marks many videos, all or none. It names no version and no lease: no step of the work on a
 * job writes what a person marks it with, so neither undoes the other.
 * @returns the videos as they are now and how they were marked before, in the order of the ids; those that are no more are
 *   left out
 * @throws StudioError `invalid_request` naming the field
 */
export async function markVideos(
  context: JobContext,
  body: unknown,
): Promise<{ data: Video[]; before: EarlierMarks[] }> {
  const marks = readFields(markVideosSchema, body);
  const ids = [...new Set(marks.ids)];
  const now = context.now();
  const { jobs, before } = await inTransaction(context.database, async (transaction) => {
    if (typeof marks.project === 'string') await requireProject(transaction, marks.project);
    const rows = await transaction
      .selectFrom('jobs')
      .selectAll()
      .where('id', 'in', ids)
      .where('purged_at', 'is', null)
      .execute();
    const earlierTags = await findTags(transaction, ids);
    const earlier = new Map<string, EarlierMarks>();
    const marked = new Map<string, Job>();
    const told: string[] = [];
    for (const job of rows.map(fromRow)) {
      earlier.set(job.id, marksOf(job, earlierTags.get(job.id)));
      const changes = changesOf(job, marks, now);
      const isTagged = await changeTags(transaction, job, marks);
      const written =
        changes || isTagged ? await toJob(change(transaction, job.id, changes ?? {}, now)) : job;
      if (!written) continue;
      marked.set(job.id, written);
      const isTold = changes && ('starredAt' in changes || 'projectId' in changes);
      if (isTold || isTagged) told.push(job.id);
    }
    await noteStale(transaction, told);
    const found = ids.filter((id) => marked.has(id));
    return {
      jobs: found.flatMap((id) => marked.get(id) ?? []),
      before: found.flatMap((id) => earlier.get(id) ?? []),
    };
  });
  return { data: await presentVideos(context, jobs), before };
}
