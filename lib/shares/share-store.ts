import 'server-only';
import type { Database } from '@/lib/db/open';

/** A link as its row says; what opens it is nowhere. Times are Unix milliseconds. */
export type StoredShare = {
  id: string;
  videoIds: string[];
  showsPrompt: boolean;
  allowsDownload: boolean;
  createdAt: number;
  expiresAt: number;
};

const settingName = 'sharing';

/** The rows of links, and whether there may be any. */
export function openShareStore(database: Database) {
  const live = (now: number) => database.selectFrom('shares').selectAll().where('expires_at', '>', now);
  const toShare = (row: Awaited<ReturnType<ReturnType<typeof live>['execute']>>[number]): StoredShare => ({
    id: row.id,
    videoIds: JSON.parse(row.video_ids),
    showsPrompt: row.shows_prompt === 1,
    allowsDownload: row.allows_download === 1,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  });

  return {
    async isOn(): Promise<boolean> {
      const row = await database
        .selectFrom('settings')
        .select('value')
        .where('name', '=', settingName)
        .executeTakeFirst();
      return row?.value === 'true';
    },

    async turn(isOn: boolean): Promise<void> {
      const value = JSON.stringify(isOn);
      await database
        .insertInto('settings')
        .values({ name: settingName, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },

    /** Those that are not over, the newest first. */
    async list(now: number): Promise<StoredShare[]> {
      return (await live(now).orderBy('id', 'desc').execute()).map(toShare);
    },

    /** Keeps a link, and forgets those that are over. */
    async insert(share: StoredShare, hash: string): Promise<void> {
      await database.deleteFrom('shares').where('expires_at', '<=', share.createdAt).execute();
      const row = {
        id: share.id,
        hash,
        video_ids: JSON.stringify(share.videoIds),
        shows_prompt: Number(share.showsPrompt),
        allows_download: Number(share.allowsDownload),
        created_at: share.createdAt,
        expires_at: share.expiresAt,
      };
      await database.insertInto('shares').values(row).execute();
    },

    async find(hash: string, now: number): Promise<StoredShare | null> {
      const row = await live(now).where('hash', '=', hash).executeTakeFirst();
      return row ? toShare(row) : null;
    },

    /** @returns whether there was one */
    async remove(id: string): Promise<boolean> {
      const { numDeletedRows } = await database.deleteFrom('shares').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
