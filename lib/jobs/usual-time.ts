import 'server-only';
import type { Database } from '@/lib/db/open';
import type { Job, JobRequest } from './job';
import { type UsualRange, usualRange } from './usual-range';

/** How long one video took, and what was asked for. */
type Made = { size: string | undefined; seconds: number | undefined; tookMs: number };

/** So many of a model are looked at, the newest: what a provider was like a year ago says little. */
const newest = 100;

/** What was found out is believed for so long; one video more changes it little. */
const keptMs = 60_000;

/** Models that were asked about within a minute; more than that, and it begins anew. */
const mostKept = 1_000;

export type UsualTimes = ReturnType<typeof openUsualTimes>;

/** How long videos usually take here, by what this studio has seen itself. */
export function openUsualTimes(database: Database, now: () => number) {
  const kept = new Map<string, { at: number; made: Promise<Made[]> }>();

  async function read(providerId: string, model: string): Promise<Made[]> {
    const rows = await database
      .selectFrom('jobs')
      .select(['submitted_at', 'completed_at', 'request'])
      .where('provider_id', '=', providerId)
      .where('model', '=', model)
      .where('completed_at', 'is not', null)
      .where('status', '=', 'completed')
      .where('purged_at', 'is', null)
      .orderBy('completed_at', 'desc')
      .limit(newest)
      .execute();
    return rows.flatMap(({ submitted_at: from, completed_at: to, request }) => {
      if (from === null || to === null) return [];
      // As they were asked for; the columns of these names tell of the file, whose size may be another.
      const { size, seconds } = JSON.parse(request) as JobRequest;
      return [{ size, seconds, tookMs: to - from }];
    });
  }

  function madeBy(providerId: string, model: string): Promise<Made[]> {
    const key = JSON.stringify([providerId, model]);
    const known = kept.get(key);
    if (known && now() - known.at < keptMs && now() >= known.at) return known.made;
    const made = read(providerId, model);
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { at: now(), made });
    made.catch(() => kept.delete(key));
    return made;
  }

  return {
    /**
     * How long videos of one's provider, model, size and length usually take; where there are too few of that kind,
     * those of its model, and `null` where there are too few of these.
     */
    async of({ providerId, model, request }: Pick<Job, 'providerId' | 'model' | 'request'>) {
      const made = await madeBy(providerId, model);
      const alike = made.filter(({ size, seconds }) => size === request.size && seconds === request.seconds);
      const range = (some: readonly Made[]): UsualRange | null =>
        usualRange(some.map(({ tookMs }) => tookMs));
      return range(alike) ?? range(made);
    },
  };
}
