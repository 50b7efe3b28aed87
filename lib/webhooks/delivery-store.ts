import 'server-only';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { WebhookDeliveriesTable } from '@/lib/db/webhook-tables';
import { testEvent } from './wire';

/** One event for one webhook, as its row says. */
export type Delivery = Selectable<WebhookDeliveriesTable>;

export type DeliveryStore = ReturnType<typeof openDeliveryStore>;

/** So many events are on their way to one receiver at once, so that a slow one takes no hand from the others. */
export const handsPerWebhook = 4;

const keptForMs = 30 * 24 * 3_600_000;
/** No wait is longer, unless the clock was set back meanwhile. */
const longestWaitMs = 4 * 3_600_000;

/** What waits for one webhook and is held by nobody. */
function waiting(database: Database, webhookId: string, now: number) {
  return database
    .selectFrom('webhook_deliveries')
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'pending')
    .where((free) => free.or([free('leased_until', 'is', null), free('leased_until', '<=', now)]));
}

/**
 * Every webhook that is not paused and has hands free, with how many. One after the other they are asked what waits for
 * them, by an index: what waits for a receiver that is down may be long, and costs the others nothing.
 */
async function findFreeHands(database: Database, now: number): Promise<{ id: string; hands: number }[]> {
  const rows = await database
    .selectFrom('webhooks')
    .where('enabled', '=', 1)
    .select(({ selectFrom }) => [
      'id',
      selectFrom('webhook_deliveries as held')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('held.webhook_id', '=', 'webhooks.id')
        .where('held.leased_until', '>', now)
        .as('held'),
    ])
    .execute();
  return rows
    .map(({ id, held }) => ({ id, hands: handsPerWebhook - Number(held) }))
    .filter(({ hands }) => hands > 0);
}

/** Every read and write of what receivers are told, but for the outbox. */
export function openDeliveryStore(database: Database) {
  return {
    async insert(delivery: Insertable<WebhookDeliveriesTable>): Promise<Delivery> {
      return database
        .insertInto('webhook_deliveries')
        .values(delivery)
        .returningAll()
        .executeTakeFirstOrThrow();
    },

    async find(webhookId: string, id: string): Promise<Delivery | null> {
      const row = await database
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('webhook_id', '=', webhookId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ?? null;
    },

    /** The newest first, from the one after `after` on. */
    async list(webhookId: string, limit: number, after: Delivery | null): Promise<Delivery[]> {
      let query = database
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('webhook_id', '=', webhookId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      if (after) {
        const { created_at: at, id } = after;
        query = query.where((older) =>
          older.or([
            older('created_at', '<', at),
            older.and([older('created_at', '=', at), older('id', '<', id)]),
          ]),
        );
      }
      return query.execute();
    },

    /** The one that was tried last, but for tests. */
    async findLast(webhookId: string): Promise<Delivery | null> {
      const row = await database
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('webhook_id', '=', webhookId)
        .where('attempted_at', 'is not', null)
        .where('event', '!=', testEvent)
        .orderBy('attempted_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ?? null;
    },

    /** Leases up to `limit` events that are due, the longest due of each webhook first. */
    async claimDue(
      now: number,
      lease: { holder: string; until: number },
      limit: number,
    ): Promise<Delivery[]> {
      const claimed: Delivery[] = [];
      for (const { id, hands } of await findFreeHands(database, now)) {
        const due = waiting(database, id, now).select('id').where('due_at', '<=', now).orderBy('due_at');
        const rows = await database
          .updateTable('webhook_deliveries')
          .set({ holder: lease.holder, leased_until: lease.until })
          .where('id', 'in', due.limit(Math.min(hands, limit - claimed.length)))
          .returningAll()
          .execute();
        claimed.push(...rows);
      }
      return claimed;
    },

    /** When the next one is due for which there is a hand (Unix milliseconds), or `null` when none is. */
    async nextDueAt(now: number): Promise<number | null> {
      const times: number[] = [];
      for (const { id } of await findFreeHands(database, now)) {
        const first = await waiting(database, id, now)
          .select('due_at')
          .orderBy('due_at')
          .limit(1)
          .executeTakeFirst();
        if (first && first.due_at !== null) times.push(first.due_at);
      }
      return times.length > 0 ? Math.min(...times) : null;
    },

    /** Writes how a try ended, and lets go. `false` when the lease was lost, and nothing was written. */
    async saveHeld({ id, holder }: Delivery, changes: Updateable<WebhookDeliveriesTable>): Promise<boolean> {
      const { numUpdatedRows } = await database
        .updateTable('webhook_deliveries')
        .set({ ...changes, holder: null, leased_until: null })
        .where('id', '=', id)
        .where('holder', '=', holder)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Begins anew with one that nobody holds, under the same id. `null` when it is on its way right now. */
    async startAgain(id: string, now: number): Promise<Delivery | null> {
      const row = await database
        .updateTable('webhook_deliveries')
        .set({
          status: 'pending',
          attempts: 0,
          started_at: now,
          due_at: now,
          holder: null,
          leased_until: null,
        })
        .where('id', '=', id)
        .where((free) => free.or([free('leased_until', 'is', null), free('leased_until', '<=', now)]))
        .returningAll()
        .executeTakeFirst();
      return row ?? null;
    },

    /** Ends every lease, which is right at start alone, and every wait that only a clock set back can have made. */
    async recover(now: number): Promise<void> {
      const latest = now + longestWaitMs;
      await database
        .updateTable('webhook_deliveries')
        .set({
          holder: null,
          leased_until: null,
          due_at: sql<number>`case when due_at > ${latest} then ${latest} else due_at end`,
        })
        .where('status', '=', 'pending')
        .execute();
    },

    /** Forgets what is older than the log goes back. */
    async forgetOld(now: number): Promise<void> {
      await database
        .deleteFrom('webhook_deliveries')
        .where('created_at', '<=', now - keptForMs)
        .where((free) => free.or([free('leased_until', 'is', null), free('leased_until', '<=', now)]))
        .execute();
    },
  };
}
