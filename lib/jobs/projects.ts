import 'server-only';
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import type { ProjectsTable } from '@/lib/db/schema';
import { StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import type { JobContext } from './context';
import { markKey, projectNameSchema } from './mark-words';
import type { Project } from './organise-wire';
import { noteProjectStale } from './stale-sidecars';
import { nextChange } from './write-job';

/** `POST /api/projects`, and `PATCH /api/projects/{id}`. */
export const projectRequestSchema = z.strictObject({ name: projectNameSchema });

function present({ id, name, created_at: createdAt }: Selectable<ProjectsTable>): Project {
  return { id, object: 'project', name, created_at: unixSeconds(createdAt) };
}

async function requireFree(transaction: Database, key: string, own?: string): Promise<void> {
  const other = await transaction
    .selectFrom('projects')
    .select('id')
    .where('name_key', '=', key)
    .executeTakeFirst();
  if (other && other.id !== own)
    throw new StudioError('invalid_request', 'name is that of another project.', { param: 'name' });
}

async function find(database: Database, id: string): Promise<Selectable<ProjectsTable>> {
  const row = await database.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw new StudioError('not_found', `There is no project with the id "${id.slice(0, 80)}".`);
}

/** @throws StudioError `invalid_request` where a request names a project that is not there */
export async function requireProject(database: Database, id: string): Promise<void> {
  const found = await database.selectFrom('projects').select('id').where('id', '=', id).executeTakeFirst();
  if (!found)
    throw new StudioError('invalid_request', 'project is the id of no project.', { param: 'project' });
}

/** What people group videos into: each video is in one project or in none. */
export function openProjects({ database, now }: Pick<JobContext, 'database' | 'now'>) {
  return {
    /** In the order of the alphabet. */
    async list(): Promise<Project[]> {
      const rows = await database.selectFrom('projects').selectAll().orderBy('name_key').execute();
      return rows.map(present);
    },

    /** @throws StudioError `invalid_request` naming the field */
    async add(given: unknown): Promise<Project> {
      const { name } = readFields(projectRequestSchema, given);
      const at = now();
      const row = { id: newId('project', at), name, name_key: markKey(name), created_at: at };
      return database.transaction().execute(async (transaction) => {
        await requireFree(transaction, row.name_key);
        await transaction.insertInto('projects').values(row).execute();
        return present(row);
      });
    },

    /** @throws StudioError `invalid_request` naming the field, or `not_found` */
    async rename(id: string, given: unknown): Promise<Project> {
      const { name } = readFields(projectRequestSchema, given);
      return database.transaction().execute(async (transaction) => {
        const row = await find(transaction, id);
        await requireFree(transaction, markKey(name), id);
        await transaction
          .updateTable('projects')
          .set({ name, name_key: markKey(name) })
          .where('id', '=', id)
          .execute();
        await noteProjectStale(transaction, id);
        return present({ ...row, name });
      });
    },

    /** Removes a project; its videos stay, in none. @throws StudioError `not_found` */
    async remove(id: string): Promise<void> {
      await database.transaction().execute(async (transaction) => {
        await find(transaction, id);
        await noteProjectStale(transaction, id);
        // Each video changes, so each gets a place of its own in the order of changes.
        await sql`with numbered as (
            select id, row_number() over (order by created_at, id) - 1 as place from jobs where project_id = ${id}
          ), newest as (select ${nextChange()} as change_sequence)
          update jobs set project_id = null, updated_at = ${now()}, version = version + 1,
            change_sequence = newest.change_sequence + numbered.place
          from numbered, newest where jobs.id = numbered.id`.execute(transaction);
        await transaction.deleteFrom('projects').where('id', '=', id).execute();
      });
    },
  };
}
