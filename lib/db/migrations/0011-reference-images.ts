import { type Kysely, sql } from 'kysely';

/** As much of a job's request as this migration reads. */
type Asked = {
  references?: {
    key: string;
    type: string;
    bytes: number;
    width: number;
    height: number;
    sourceUrl?: string;
  }[];
};

const rowsAtOnce = 100;
/** So many jobs are read at a time, so that a large library fits into memory. */
const jobsAtOnce = 1_000;

/** The images that videos were given or that were uploaded for some, and which video names which. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('reference_images')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('source_url', 'text')
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addColumn('uploaded_at', 'bigint')
    .execute();
  await schema
    .createTable('job_references')
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_references_key', ['job_id', 'key'])
    .execute();
  await sql`create index reference_images_newest on reference_images (used_at, key)`.execute(database);
  await sql`create index job_references_image on job_references (key)`.execute(database);
  await fill(database.withTables<Tables>());
}

type Tables = {
  jobs: { id: string; request: string; created_at: number; purged_at: number | null };
  reference_images: Image;
  job_references: { job_id: string; key: string };
};
type Image = {
  key: string;
  type: string;
  bytes: number;
  width: number;
  height: number;
  source_url: string | null;
  used_at: number;
};

/**
 * The requests of all jobs that name an image, some at a time. JSON is read here, since the two engines read it
 * differently.
 */
async function* readJobs(database: Kysely<Tables>) {
  for (let after = ''; ; ) {
    const jobs = await database
      .selectFrom('jobs')
      .select(['id', 'request', 'created_at'])
      .where('id', '>', after)
      .where('purged_at', 'is', null)
      .where('request', 'like', '%"references":[{%')
      .orderBy('id')
      .limit(jobsAtOnce)
      .execute();
    for (const { id, request, created_at: at } of jobs)
      yield { id, at, references: (JSON.parse(request) as Asked).references ?? [] };
    const last = jobs.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Takes over what the requests of all jobs say. */
async function fill(database: Kysely<Tables>): Promise<void> {
  const images = new Map<string, Image>();
  const links: Tables['job_references'][] = [];
  for await (const { id, at, references } of readJobs(database)) {
    for (const { key, type, bytes, width, height, sourceUrl } of references) {
      const earlier = images.get(key);
      const source_url = sourceUrl ?? earlier?.source_url ?? null;
      const used_at = Math.max(at, earlier?.used_at ?? 0);
      images.set(key, { key, type, bytes, width, height, source_url, used_at });
    }
    for (const key of new Set(references.map((reference) => reference.key))) links.push({ job_id: id, key });
  }
  const rows = [...images.values()];
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await database
      .insertInto('reference_images')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
  for (let from = 0; from < links.length; from += rowsAtOnce)
    await database
      .insertInto('job_references')
      .values(links.slice(from, from + rowsAtOnce))
      .execute();
}
