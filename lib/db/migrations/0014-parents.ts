import { type Kysely, sql } from 'kysely';

/** As much of a job's request as this migration reads; `remixOf` is what there was before there were edits. */
type Asked = {
  source?: { call: string; id: string | null };
  remixOf?: { id: string };
};

type Tables = {
  jobs: { id: string; request: string };
  job_parents: { job_id: string; parent_id: string; kind: string };
};

const rowsAtOnce = 100;
/** So many jobs are read at a time, so that a large library fits into memory. */
const jobsAtOnce = 1_000;

/** Which video comes from which, by a call or by a frame, so that what was made of one can be found. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('job_parents')
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('parent_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_parents_key', ['job_id', 'parent_id', 'kind'])
    .execute();
  await sql`create index job_parents_parent on job_parents (parent_id)`.execute(database);
  await fill(database.withTables<Tables>());
}

/** Takes over what the requests of all jobs say. JSON is read here, since the two engines read it differently. */
async function fill(database: Kysely<Tables>): Promise<void> {
  for (let after = ''; ; ) {
    const jobs = await database
      .selectFrom('jobs')
      .select(['id', 'request'])
      .where('id', '>', after)
      .where((where) =>
        where.or([where('request', 'like', '%"source":{%'), where('request', 'like', '%"remixOf":{%')]),
      )
      .orderBy('id')
      .limit(jobsAtOnce)
      .execute();
    const rows = jobs.flatMap(({ id, request }) => {
      const { source, remixOf } = JSON.parse(request) as Asked;
      const parent = source?.id ?? remixOf?.id;
      return parent ? [{ job_id: id, parent_id: parent, kind: source?.call ?? 'remix' }] : [];
    });
    for (let from = 0; from < rows.length; from += rowsAtOnce)
      await database
        .insertInto('job_parents')
        .values(rows.slice(from, from + rowsAtOnce))
        .execute();
    const last = jobs.at(-1);
    if (!last) return;
    after = last.id;
  }
}
