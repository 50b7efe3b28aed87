import 'server-only';
import type { Database } from '@/lib/db/open';
import type { JobContext } from './context';
import { countMatching } from './list-jobs';
import type { Facets } from './organise-wire';
import { openProjects } from './projects';
import { endOfError, type FineStatus, fineStatuses } from './status-wire';

type Choice = { value: string; count: number };

/** Adds up how often each value of a column is there, the most frequent first; videos without one do not count. */
function tally<Row extends { count: number }>(
  rows: readonly Row[],
  read: (row: Row) => string | null,
): Choice[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = read(row);
    if (value) counts.set(value, (counts.get(value) ?? 0) + row.count);
  }
  const choices = [...counts].map(([value, count]) => ({ value, count }));
  return choices.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

/** The tags of the library: all there are, less those of the trash, where there is less to look through. */
async function countTags(database: Database): Promise<Choice[]> {
  const all = await database
    .selectFrom('job_tags')
    .select(({ fn }) => ['tag_key', fn.max('tag').as('tag'), fn.countAll<number>().as('count')])
    .groupBy('tag_key')
    .execute();
  const trashed = await database
    .selectFrom('job_tags')
    .select(({ fn }) => ['tag_key', fn.countAll<number>().as('count')])
    .where('job_id', 'in', (where) =>
      where
        .selectFrom('jobs')
        .select('id')
        .where('trashed_at', 'is not', null)
        .where('purged_at', 'is', null),
    )
    .groupBy('tag_key')
    .execute();
  const gone = new Map(trashed.map(({ tag_key: key, count }) => [key, Number(count)]));
  const left = all.map(({ tag_key: key, tag, count }) => ({
    tag,
    count: Number(count) - (gone.get(key) ?? 0),
  }));
  return tally(
    left.filter(({ count }) => count > 0),
    ({ tag }) => tag,
  );
}

/** How many videos failed in which way; only of those that failed are rows read. */
async function countEnds(database: Database) {
  const rows = await database
    .selectFrom('jobs')
    .select(({ fn }) => ['error_code', fn.countAll<number>().as('count')])
    .where('trashed_at', 'is', null)
    .where('status', '=', 'failed')
    .groupBy('error_code')
    .execute();
  const ends: Readonly<Record<string, keyof typeof counts>> = endOfError;
  const counts = { errored: 0, blocked: 0, expired: 0, cancelled: 0 };
  for (const { error_code: code, count } of rows) counts[ends[code ?? ''] ?? 'errored'] += Number(count);
  return counts;
}

/** How many videos have each status, as lists are filtered by it, and how many were given an image. */
async function countStates(database: Database) {
  const { all, with_reference, ...states } = await database
    .selectFrom('jobs')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('has_reference', '=', 1).as('with_reference'),
      fn.countAll<number>().filterWhere('step', '=', 'submit').as('unsent'),
      fn.countAll<number>().filterWhere('step', '=', 'unsure').as('unsure'),
      fn.countAll<number>().filterWhere('status', '=', 'in_progress').as('in_progress'),
      fn.countAll<number>().filterWhere('status', '=', 'completed').as('completed'),
    ])
    .where('trashed_at', 'is', null)
    .executeTakeFirstOrThrow();
  const counts: Record<FineStatus, number> = { ...states, ...(await countEnds(database)) };
  return {
    statuses: fineStatuses.map((value) => ({ value, count: Number(counts[value]) })),
    with_reference: Number(with_reference),
    without_reference: Number(all) - Number(with_reference),
  };
}

async function countFacets(database: Database) {
  const found = await database
    .selectFrom('jobs')
    .select(({ fn }) => ['provider_id', 'model', 'size', 'project_id', fn.countAll<number>().as('count')])
    .where('trashed_at', 'is', null)
    // The index that is made for this says so, and is read in its order.
    .where('purged_at', 'is', null)
    .groupBy(['provider_id', 'model', 'size', 'project_id'])
    .execute();
  const rows = found.map((row) => ({ ...row, count: Number(row.count) }));
  return {
    providers: tally(rows, (row) => row.provider_id),
    models: tally(rows, (row) => row.model),
    sizes: tally(rows, (row) => row.size),
    projects: tally(rows, (row) => row.project_id),
    tags: await countTags(database),
    ...(await countStates(database)),
    starred: await countMatching(database, { isTrashed: false, isStarred: true }),
    trashed: await countMatching(database, { isTrashed: true }),
  };
}

/** `GET /api/facets`: what the library outside the trash can be filtered by; projects that have no video are among it. */
export async function answerFacets(context: JobContext): Promise<Facets> {
  const { database, providers } = context;
  const { counted } = await context.counts.remember('facets', () => countFacets(database));
  const inProject = new Map(counted.projects.map(({ value, count }) => [value, count]));
  return {
    object: 'facets',
    ...counted,
    providers: counted.providers.map(({ value, count }) => ({
      value,
      label: providers.find(value)?.label ?? value,
      count,
    })),
    projects: (await openProjects(context).list()).map(({ id, name }) => ({
      value: id,
      label: name,
      count: inProject.get(id) ?? 0,
    })),
  };
}
