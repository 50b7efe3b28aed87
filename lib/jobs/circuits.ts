import 'server-only';
import type { Database } from '@/lib/db/open';
import type { ErrorCode } from '@/lib/errors';
import type { SubmitOutcome } from '@/lib/providers/classify-submit';

/** Why nothing is sent to a provider until a person acts. */
export type Circuit = { code: ErrorCode; message: string; openedAt: number };

/** The reason in words for whoever waits, or wants to send. */
export function circuitWords(label: string, { message }: Circuit): string {
  return `${label} refused the last request: ${message} Nothing more is sent to it until somebody has seen to that.`;
}

export type Circuits = ReturnType<typeof openCircuits>;

/** Refusals that the next request would meet as well, whatever it asked for. */
export const lastingRefusals: readonly ErrorCode[] = ['provider_auth', 'provider_credit'];
/** How long one good answer vouches for the next requests. */
const provenForMs = 10 * 60_000;
/** For so long at most the others wait because one of them was told to: then one finds out anew. */
const longestRestMs = 3_600_000;

/**
 * Whether paid requests may be sent to a provider. A refusal for want of a right key or of credit opens its circuit,
 * which is kept in the database, until a person acts. A provider that has not answered well of late is sent one paid
 * request at a time, so that a queue finds out with one request what it would else find out with all of them; one that
 * asks for time is given it by all.
 */
export function openCircuits(database: Database, now: () => number) {
  const provenAt = new Map<string, number>();
  const restsUntil = new Map<string, number>();
  const probed = new Set<string>();
  const isProven = (providerId: string) => now() - (provenAt.get(providerId) ?? 0) < provenForMs;

  async function find(providerId: string): Promise<Circuit | null> {
    const row = await database
      .selectFrom('circuits')
      .selectAll()
      .where('provider_id', '=', providerId)
      .executeTakeFirst();
    return row ? { code: row.code as ErrorCode, message: row.message, openedAt: row.opened_at } : null;
  }

  return {
    /** The open circuit of a provider, or `null`. */
    find,

    /**
     * Asks for leave to send one paid request, which `settle` gives back.
     * @returns `go`, or `busy` while another request has to be answered first, or the time (Unix milliseconds) until
     * which the provider asked to be left alone, or the circuit that is open
     */
    async enter(providerId: string): Promise<'go' | 'busy' | number | Circuit> {
      const known = await find(providerId);
      if (known) return known;
      const restUntil = restsUntil.get(providerId) ?? 0;
      if (restUntil > now()) return restUntil;
      if (isProven(providerId)) return 'go';
      if (probed.has(providerId)) return 'busy';
      probed.add(providerId);
      // The request before this one may have been refused since.
      const circuit = await find(providerId).catch((error: unknown) => {
        probed.delete(providerId);
        throw error;
      });
      if (circuit) probed.delete(providerId);
      return circuit ?? 'go';
    },

    /** Takes note of how a paid request ended, or that it was not sent after all (`null`). */
    async settle(providerId: string, outcome: SubmitOutcome | null): Promise<void> {
      try {
        if (outcome?.outcome === 'accepted' || outcome?.outcome === 'delivered')
          provenAt.set(providerId, now());
        if (outcome?.outcome === 'rate_limited') {
          provenAt.delete(providerId);
          restsUntil.set(providerId, now() + Math.min(longestRestMs, outcome.retryAfterMs ?? 0));
        }
        if (outcome?.outcome !== 'refused' || !lastingRefusals.includes(outcome.error.code)) return;
        provenAt.delete(providerId);
        const { code, message } = outcome.error;
        await database
          .insertInto('circuits')
          .values({ provider_id: providerId, code, message, opened_at: now() })
          .onConflict((conflict) => conflict.column('provider_id').doUpdateSet({ code, message }))
          .execute();
      } finally {
        probed.delete(providerId);
      }
    },

    /** Makes the waits so much shorter in the time of day, which was set back. */
    clockSetBack(byMs: number): void {
      for (const times of [provenAt, restsUntil])
        for (const [providerId, at] of times) times.set(providerId, at - byMs);
    },

    /** Returns whether it was open. */
    async close(providerId: string): Promise<boolean> {
      restsUntil.delete(providerId);
      const { numDeletedRows } = await database
        .deleteFrom('circuits')
        .where('provider_id', '=', providerId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
