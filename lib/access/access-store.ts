import 'server-only';
import type { Database } from '@/lib/db/open';
import type { Scope } from '@/lib/grant';

/** A token as its row says; the token itself is nowhere. Times are Unix milliseconds. */
export type StoredToken = {
  id: string;
  name: string;
  scope: Scope;
  lastFour: string;
  createdAt: number;
  usedAt: number | null;
};

export type AccessStore = ReturnType<typeof openAccessStore>;

/** When it was last used is written this often at most, so that a request costs no write. */
const usedStepMs = 60_000;
/** Of one token: more than any household or team has browsers. */
const mostSessions = 100;

/** The rows of tokens and sessions. */
export function openAccessStore(database: Database) {
  const columns = ['id', 'name', 'scope', 'last_four', 'created_at', 'used_at'] as const;
  const toToken = (row: {
    id: string;
    name: string;
    scope: string;
    last_four: string;
    created_at: number;
    used_at: number | null;
  }): StoredToken => ({
    id: row.id,
    name: row.name,
    scope: row.scope as Scope,
    lastFour: row.last_four,
    createdAt: row.created_at,
    usedAt: row.used_at,
  });

  return {
    /** The newest first. */
    async listTokens(): Promise<StoredToken[]> {
      const rows = await database.selectFrom('tokens').select(columns).orderBy('id', 'desc').execute();
      return rows.map(toToken);
    },

    async insertToken({ id, name, scope, lastFour, createdAt }: StoredToken, hash: string): Promise<void> {
      const row = { id, name, scope, hash, last_four: lastFour, created_at: createdAt, used_at: null };
      await database.insertInto('tokens').values(row).execute();
    },

    async findToken(by: { hash: string } | { id: string }): Promise<StoredToken | null> {
      const query = database.selectFrom('tokens').select(columns);
      const found = 'hash' in by ? query.where('hash', '=', by.hash) : query.where('id', '=', by.id);
      const row = await found.executeTakeFirst();
      return row ? toToken(row) : null;
    },

    async markUsed({ id, usedAt }: StoredToken, now: number): Promise<void> {
      if (usedAt !== null && now - usedAt < usedStepMs) return;
      await database.updateTable('tokens').set({ used_at: now }).where('id', '=', id).execute();
    },

    /** Removes a token and ends the sessions that were begun with it; `false` where there is none. */
    async removeToken(id: string): Promise<boolean> {
      return database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('sessions').where('token_id', '=', id).execute();
        const { numDeletedRows } = await transaction
          .deleteFrom('tokens')
          .where('id', '=', id)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      });
    },

    /** Begins a session, and forgets those that are over, and the oldest where there are too many. */
    async insertSession(hash: string, tokenId: string | null, now: number, expiresAt: number): Promise<void> {
      await database.deleteFrom('sessions').where('expires_at', '<=', now).execute();
      const row = { hash, token_id: tokenId, created_at: now, expires_at: expiresAt };
      await database.insertInto('sessions').values(row).execute();
      await database
        .deleteFrom('sessions')
        .where('token_id', tokenId === null ? 'is' : '=', tokenId)
        .where('hash', 'not in', (query) =>
          query
            .selectFrom('sessions')
            .select('hash')
            .where('token_id', tokenId === null ? 'is' : '=', tokenId)
            .orderBy('created_at', 'desc')
            .limit(mostSessions),
        )
        .execute();
    },

    /** A session that is not over, with the token that it was begun with. */
    async findSession(hash: string, now: number): Promise<{ tokenId: string | null } | null> {
      const row = await database
        .selectFrom('sessions')
        .select('token_id')
        .where('hash', '=', hash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? { tokenId: row.token_id } : null;
    },

    async removeSession(hash: string): Promise<void> {
      await database.deleteFrom('sessions').where('hash', '=', hash).execute();
    },
  };
}
