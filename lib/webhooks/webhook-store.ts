import 'server-only';
import type { Insertable, Selectable } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { WebhooksTable } from '@/lib/db/webhook-tables';
import { maximumWebhooks, type VideoEvent } from './wire';

/** A webhook as its row says. Times are Unix milliseconds. */
export type Webhook = {
  id: string;
  url: string;
  events: VideoEvent[];
  sealedSecret: string;
  sealedPreviousSecret: string | null;
  previousUntil: number | null;
  enabled: boolean;
  disabledReason: 'gone' | null;
  createdAt: number;
};

export type WebhookStore = ReturnType<typeof openWebhookStore>;

function fromRow(row: Selectable<WebhooksTable>): Webhook {
  return {
    id: row.id,
    url: row.url,
    events: JSON.parse(row.events) as VideoEvent[],
    sealedSecret: row.sealed_secret,
    sealedPreviousSecret: row.sealed_previous_secret,
    previousUntil: row.previous_until,
    enabled: row.enabled === 1,
    disabledReason: row.disabled_reason as Webhook['disabledReason'],
    createdAt: row.created_at,
  };
}

type Columns = Partial<Omit<Insertable<WebhooksTable>, 'id' | 'created_at' | 'updated_at'>>;

type WebhookChanges = Partial<Omit<Webhook, 'id' | 'createdAt'>>;

/** What changes as columns; Kysely leaves out what is undefined. */
function toColumns(webhook: WebhookChanges): Columns {
  return {
    url: webhook.url,
    events: webhook.events && JSON.stringify(webhook.events),
    sealed_secret: webhook.sealedSecret,
    sealed_previous_secret: webhook.sealedPreviousSecret,
    previous_until: webhook.previousUntil,
    enabled: webhook.enabled === undefined ? undefined : Number(webhook.enabled),
    disabled_reason: webhook.disabledReason,
  };
}

/** The rows of webhooks. */
export function openWebhookStore(database: Database) {
  return {
    /** In the order in which they were added. */
    async list(): Promise<Webhook[]> {
      const rows = await database
        .selectFrom('webhooks')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },

    async find(id: string): Promise<Webhook | null> {
      const row = await database.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    /** Adds a webhook where there is room for one more. `false` where there is not. */
    async insert({ id, createdAt, ...webhook }: Webhook): Promise<boolean> {
      return database.transaction().execute(async (transaction) => {
        const { count } = await transaction
          .selectFrom('webhooks')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        if (Number(count) >= maximumWebhooks) return false;
        const times = { created_at: createdAt, updated_at: createdAt };
        await transaction
          .insertInto('webhooks')
          .values({ id, ...(toColumns(webhook) as Required<Columns>), ...times })
          .execute();
        return true;
      });
    },

    /** Writes what changes, and nothing else. `null` when there is no such webhook any more. */
    async update(id: string, changes: WebhookChanges, now: number): Promise<Webhook | null> {
      const row = await database
        .updateTable('webhooks')
        .set({ ...toColumns(changes), updated_at: now })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    /** Pauses a webhook whose receiver is gone, unless it has got another one meanwhile. */
    async pauseGone({ id, url }: Webhook, now: number): Promise<void> {
      await database
        .updateTable('webhooks')
        .set({ ...toColumns({ enabled: false, disabledReason: 'gone' }), updated_at: now })
        .where('id', '=', id)
        .where('url', '=', url)
        .execute();
    },

    /** Forgets a webhook, with all that it was told. */
    async remove(id: string): Promise<void> {
      await database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('webhook_deliveries').where('webhook_id', '=', id).execute();
        await transaction.deleteFrom('webhooks').where('id', '=', id).execute();
      });
    },
  };
}
