import 'server-only';
import type { Selectable } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { SavedTable } from '@/lib/db/schema';
import { StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import { changeSavedSchema, savedBodies, savedQuerySchema, saveSchema } from './saved-request';
import { maximumSaved, type Saved } from './wire';

/** A row as it goes over the wire. Its body was checked when it was written. */
function present(row: Selectable<SavedTable>): Saved {
  const { id, kind, name, body, created_at: createdAt, updated_at: updatedAt } = row;
  return {
    id,
    object: 'saved',
    kind,
    name,
    body: JSON.parse(body),
    created_at: unixSeconds(createdAt),
    updated_at: unixSeconds(updatedAt),
  } as Saved;
}

/** What people keep under a name: prompts, and settings of the form. */
export function openSaved(database: Database, now: () => number) {
  async function find(id: string): Promise<Selectable<SavedTable>> {
    const row = await database.selectFrom('saved').selectAll().where('id', '=', id).executeTakeFirst();
    if (row) return row;
    throw new StudioError('not_found', `Nothing is saved under the id "${id.slice(0, 80)}".`);
  }

  return {
    /** The newest first. @throws StudioError `invalid_request` naming the query parameter */
    async list(query: URLSearchParams): Promise<Saved[]> {
      const { kind } = readFields(savedQuerySchema, Object.fromEntries(query));
      let rows = database.selectFrom('saved').selectAll().orderBy('id', 'desc');
      if (kind !== undefined) rows = rows.where('kind', '=', kind);
      return (await rows.execute()).map(present);
    },

    /** @throws StudioError `invalid_request` naming the field, also where there is no room for one more */
    async add(given: unknown): Promise<Saved> {
      const { kind, name, body } = readFields(saveSchema, given);
      const at = now();
      const id = newId('saved', at);
      const row = { id, kind, name, body: JSON.stringify(body), created_at: at, updated_at: at };
      return database.transaction().execute(async (transaction) => {
        const { count } = await transaction
          .selectFrom('saved')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        if (Number(count) >= maximumSaved)
          throw new StudioError(
            'invalid_request',
            `${maximumSaved} prompts and settings can be saved; delete one first.`,
          );
        await transaction.insertInto('saved').values(row).execute();
        return present(row);
      });
    },

    /** @throws StudioError `invalid_request` naming the field, or `not_found` */
    async change(id: string, given: unknown): Promise<Saved> {
      const { name, body: wanted } = readFields(changeSavedSchema, given);
      const { kind } = await find(id);
      const schema = savedBodies[kind as Saved['kind']];
      const body = wanted && JSON.stringify(readFields(schema, { body: wanted }).body);
      const row = await database
        .updateTable('saved')
        .set({ ...(name === undefined ? {} : { name }), ...(body ? { body } : {}), updated_at: now() })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return present(row ?? (await find(id)));
    },

    /** @throws StudioError `not_found` */
    async remove(id: string): Promise<void> {
      await find(id);
      await database.deleteFrom('saved').where('id', '=', id).execute();
    },
  };
}
