import 'server-only';
import { sql } from 'kysely';
import type { Database } from '@/lib/db/open';

/** A provider that was connected in the studio, as its row says. */
export type StoredProvider = {
  id: string;
  label: string;
  baseUrl: string;
  preset: string | null;
  /** JSON as it was edited; `null` for as long as it is the preset's. */
  dialect: unknown;
  sealedApiKey: string | null;
  keyLastFour: string | null;
  models: string[] | null;
};

export type ProviderStore = ReturnType<typeof openProviderStore>;

function toColumns(provider: Omit<StoredProvider, 'id'>) {
  return {
    label: provider.label,
    base_url: provider.baseUrl,
    preset: provider.preset,
    dialect: provider.dialect === null ? null : JSON.stringify(provider.dialect),
    sealed_api_key: provider.sealedApiKey,
    key_last_four: provider.keyLastFour,
    models: provider.models && JSON.stringify(provider.models),
  };
}

/** The rows of providers, and how many jobs are under way at each. */
export function openProviderStore(database: Database) {
  return {
    /** In the order in which they were connected. */
    async list(): Promise<StoredProvider[]> {
      const rows = await database
        .selectFrom('providers')
        .selectAll()
        .orderBy('position')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        label: row.label,
        baseUrl: row.base_url,
        preset: row.preset,
        dialect: row.dialect === null ? null : JSON.parse(row.dialect),
        sealedApiKey: row.sealed_api_key,
        keyLastFour: row.key_last_four,
        models: row.models === null ? null : JSON.parse(row.models),
      }));
    },

    async insert({ id, ...provider }: StoredProvider, now: number): Promise<void> {
      const position = sql<number>`(select coalesce(max(position), 0) + 1 from providers)`;
      const times = { created_at: now, updated_at: now };
      await database
        .insertInto('providers')
        .values({ id, ...toColumns(provider), position, ...times })
        .execute();
    },

    async update({ id, ...provider }: StoredProvider, now: number): Promise<void> {
      const columns = { ...toColumns(provider), updated_at: now };
      await database.updateTable('providers').set(columns).where('id', '=', id).execute();
    },

    /** Removes a provider at which no job is under way. Returns how many are; it is removed where none is. */
    async removeIdle(id: string): Promise<number> {
      return database.transaction().execute(async (transaction) => {
        const { open } = await transaction
          .selectFrom('jobs')
          .select(({ fn }) => fn.countAll<number>().as('open'))
          .where('provider_id', '=', id)
          .where('step', 'is not', null)
          .executeTakeFirstOrThrow();
        if (Number(open) === 0) await transaction.deleteFrom('providers').where('id', '=', id).execute();
        return Number(open);
      });
    },

    /** How many jobs are under way, by the provider's id. */
    async countOpenJobs(): Promise<Map<string, number>> {
      const rows = await database
        .selectFrom('jobs')
        .select(({ fn }) => ['provider_id', fn.countAll<number>().as('open')])
        .where('step', 'is not', null)
        .groupBy('provider_id')
        .execute();
      return new Map(rows.map(({ provider_id: id, open }) => [id, Number(open)]));
    },
  };
}
