import 'server-only';
import { sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import { newId } from '@/lib/new-id';
import { unixSeconds } from '@/lib/unix-seconds';
import type { testEvent, VideoEvent } from './wire';

/** How a video ended. Times are Unix milliseconds. */
export type VideoEnd = {
  videoId: string;
  event: VideoEvent;
  at: number;
  /** When receivers are told of it at the earliest. */
  tellAt: number;
};

/** The body of an event, as OpenAI's guide spells it: thin, so that a receiver asks for the video as it is by then. */
export function spellEvent(type: VideoEvent | typeof testEvent, id: string, at: number): string {
  return JSON.stringify({
    id: newId('evt', at),
    object: 'event',
    created_at: unixSeconds(at),
    type,
    data: { id },
  });
}

/** A row of an event to which nothing has happened yet. */
export function newDelivery(webhookId: string, event: string, payload: string, at: number) {
  return {
    id: newId('msg', at),
    webhook_id: webhookId,
    event,
    payload,
    status: 'pending',
    attempts: 0,
    created_at: at,
    started_at: at,
    due_at: at,
  };
}

/**
 * Writes down whom to tell of the end of a video. Called in the transaction that ends it, so that there is no end that
 * nobody is told of, and none that is told and did not happen.
 */
export async function putInOutbox(transaction: Database, end: VideoEnd): Promise<void> {
  const { videoId, event, at, tellAt } = end;
  const rows = await transaction
    .selectFrom('webhooks')
    .select(['id', 'events'])
    .where('enabled', '=', 1)
    .execute();
  const wanting = rows.filter(({ events }) => (JSON.parse(events) as VideoEvent[]).includes(event));
  if (wanting.length === 0) return;
  const payload = spellEvent(event, videoId, at);
  const deliveries = wanting.map(({ id }) => ({
    ...newDelivery(id, event, payload, at),
    video_id: videoId,
    due_at: tellAt,
  }));
  await transaction.insertInto('webhook_deliveries').values(deliveries).execute();
}

function stillToTell(database: Database, videoId: string) {
  return database
    .updateTable('webhook_deliveries')
    .where('video_id', '=', videoId)
    .where('status', '=', 'pending');
}

/** Lets what was put in for later go now. */
export async function releaseOutbox(database: Database, videoId: string, now: number): Promise<void> {
  await stillToTell(database, videoId)
    .set({ due_at: now })
    .where('due_at', '>', now)
    .where('attempts', '=', 0)
    .execute();
}

/** Takes back what nobody has taken yet of a video that is no more. */
export async function emptyOutbox(database: Database, videoId: string): Promise<void> {
  await database
    .deleteFrom('webhook_deliveries')
    .where('video_id', '=', videoId)
    .where('status', '=', 'pending')
    .execute();
}

/** Takes what waits along when the clock was set (by so many milliseconds), for the reasons that jobs are. */
export async function shiftOutbox(database: Database, byMs: number): Promise<void> {
  await database
    .updateTable('webhook_deliveries')
    .set({
      due_at: sql<number>`due_at + ${Math.min(0, byMs)}`,
      leased_until: sql<number>`leased_until + ${byMs}`,
    })
    .where('status', '=', 'pending')
    .execute();
}
