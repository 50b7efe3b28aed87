import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { newId } from '@/lib/new-id';
import type { Job } from './job';
import { markKey, projectNameSchema, tagSchema } from './mark-words';
import { addTags, findTags } from './tags';

/** What people marked a video with, in words that mean the same in another studio. */
export const marksSchema = z.object({
  /** Unix milliseconds. */
  starredAt: z.int().min(0).nullable(),
  tags: z.array(tagSchema),
  /** The name of its project. */
  project: projectNameSchema.nullable(),
});
export type Marks = z.infer<typeof marksSchema>;

export const noMarks: Marks = { starredAt: null, tags: [], project: null };

/** How a video is marked. */
export async function findMarks(
  database: Database,
  { id, starredAt, projectId }: Pick<Job, 'id' | 'starredAt' | 'projectId'>,
): Promise<Marks> {
  const tags = await findTags(database, [id]);
  const project =
    projectId === null
      ? null
      : await database.selectFrom('projects').select('name').where('id', '=', projectId).executeTakeFirst();
  return { starredAt, tags: tags.get(id) ?? [], project: project?.name ?? null };
}

/** The id of the project of that name, which is made where there is none. */
async function ensureProject(transaction: Database, name: string, now: number): Promise<string> {
  const key = markKey(name);
  const found = await transaction
    .selectFrom('projects')
    .select('id')
    .where('name_key', '=', key)
    .executeTakeFirst();
  if (found) return found.id;
  const id = newId('project', now);
  await transaction.insertInto('projects').values({ id, name, name_key: key, created_at: now }).execute();
  return id;
}

/** Gives a video that was just taken in the tags and the project that its sidecar names; its star is in its row. */
export async function giveMarks(
  transaction: Database,
  jobId: string,
  { tags, project }: Marks,
  now: number,
): Promise<void> {
  await addTags(transaction, jobId, tags);
  if (project === null) return;
  const projectId = await ensureProject(transaction, project, now);
  await transaction.updateTable('jobs').set({ project_id: projectId }).where('id', '=', jobId).execute();
}
