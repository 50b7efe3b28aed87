import 'server-only';
import type { Database } from '@/lib/db/open';
import type { Job } from './job';
import { fromRow } from './job-row';
import type { Kin, Lineage, Relative } from './lineage-wire';
import { type Parent, parentsOf } from './parent-rows';

/** As many takes, and as many children, as one answer tells of. */
const mostRelatives = 200;

function stateOf({ status, trashedAt, purgedAt }: Job): Relative['state'] {
  if (purgedAt !== null) return 'purged';
  return trashedAt === null ? status : 'trashed';
}

function present(id: string, job: Job | undefined): Relative {
  const isKnown = job !== undefined && job.purgedAt === null;
  const saved = isKnown ? job.saved : null;
  return {
    id,
    state: job ? stateOf(job) : 'missing',
    prompt: isKnown ? job.request.prompt : null,
    size: saved ? `${saved.width}x${saved.height}` : (isKnown && job.request.size) || null,
    has_thumbnail: Boolean(saved?.thumbnailKey),
  };
}

function asKin(id: string, job: Job | undefined, { kind, frame, seconds }: Parent): Kin {
  return { ...present(id, job), kind, frame, seconds };
}

async function findJobs(database: Database, ids: readonly string[]): Promise<Map<string, Job>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom('jobs').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}

/** As lists have them; those of one moment by their seeds, which count up from the first take. */
function compareTakes(one: Job, other: Job): number {
  const bySeed = (one.request.seed ?? 0) - (other.request.seed ?? 0);
  return other.createdAt - one.createdAt || bySeed || (other.id > one.id ? 1 : -1);
}

async function findTakes(database: Database, { id, batchId }: Job) {
  const all = await database
    .selectFrom('jobs')
    .select('id')
    .where('batch_id', '=', batchId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const own = all.findIndex((row) => row.id === id);
  // Where there are too many to tell of, those around it.
  const first = Math.max(0, Math.min(own - mostRelatives / 2, all.length - mostRelatives));
  const near = all.slice(first, first + mostRelatives).map((row) => row.id);
  const jobs = [...(await findJobs(database, near)).values()].toSorted(compareTakes);
  return {
    takes: jobs.map((take) => present(take.id, take)),
    take_number: first + jobs.findIndex((take) => take.id === id) + 1,
    takes_total: all.length,
  };
}

async function findChildren(database: Database, { id }: Job) {
  const children = database
    .selectFrom('jobs')
    .where('id', 'in', (where) =>
      where.selectFrom('job_parents').select('job_id').where('parent_id', '=', id),
    );
  const { total } = await children
    .select((select) => select.fn.countAll<number | bigint | string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await children.selectAll().orderBy('created_at').orderBy('id').limit(mostRelatives).execute();
  return {
    children: rows.flatMap((row) => {
      const job = fromRow(row);
      return parentsOf(job.request)
        .filter((parent) => parent.id === id)
        .slice(0, 1)
        .map((parent) => asKin(job.id, job, parent));
    }),
    children_total: Number(total),
  };
}

/** What a video comes from, what was asked for with it, and what came of it: one step each way. */
export async function findLineage(database: Database, job: Job): Promise<Lineage> {
  const parents = parentsOf(job.request);
  const jobs = await findJobs(
    database,
    parents.map(({ id }) => id),
  );
  return {
    object: 'lineage',
    id: job.id,
    parents: parents.map((parent) => asKin(parent.id, jobs.get(parent.id), parent)),
    ...(await findTakes(database, job)),
    ...(await findChildren(database, job)),
  };
}
