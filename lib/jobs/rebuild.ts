import 'server-only';
import path from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '@/lib/db/open';
import type { CircuitsTable } from '@/lib/db/schema';
import { hasDatabase, setDatabaseAside } from '@/lib/db/set-aside';
import { StudioError } from '@/lib/errors';
import { log } from '@/lib/log';
import type { ProviderRegistry } from '@/lib/providers/registry';
import type { StorageDriver } from '@/lib/storage/driver';
import { type FoundVideo, findVideos, probeVideo } from './find-videos';
import type { Job } from './job';
import { findMarks, giveMarks, type Marks, noMarks } from './marks';
import { openProviderStore, type StoredProvider } from './provider-store';
import { fromSidecar, toSidecar } from './sidecar';
import { writeSidecar } from './sidecar-file';
import { type NewJob, openJobStore } from './store';

/** What a rebuild did, for the person at the terminal. */
export type RebuildReport = {
  /** Videos whose sidecar said what they are, whose old row did, and which had to be opened to be known at all. */
  fromSidecar: number;
  fromOldRow: number;
  probed: number;
  /** Videos that stay out, and sidecars that could not be read, each with why. */
  faults: { id: string; reason: string }[];
  /** Rows without a video: jobs under way, failed ones, and what is left of deleted ones. */
  carried: number;
  providers: number;
  /** The name that the old database has now; `null` when there was none. */
  setAside: string | null;
  /** Whether there was an old database that could not be read. */
  isOldUnreadable: boolean;
};

type OldRows = {
  jobs: Map<string, Job>;
  /** Of those that have any. */
  marks: Map<string, Marks>;
  providers: StoredProvider[];
  circuits: CircuitsTable[];
};

/** What the present database still says, where it can be read at all. */
async function readOldRows(folder: string): Promise<OldRows | null> {
  let database: Database | null = null;
  try {
    database = await openDatabase(folder);
    const jobs = await openJobStore(database).listAll();
    const marks = new Map<string, Marks>();
    const tagged = await database.selectFrom('job_tags').select('job_id').distinct().execute();
    const ids = new Set(tagged.map((row) => row.job_id));
    for (const job of jobs)
      if (ids.has(job.id) || job.starredAt !== null || job.projectId !== null)
        marks.set(job.id, await findMarks(database, job));
    return {
      jobs: new Map(jobs.map((job) => [job.id, job])),
      marks,
      providers: await openProviderStore(database).list(),
      circuits: await database.selectFrom('circuits').selectAll().execute(),
    };
  } catch {
    return null;
  } finally {
    await database?.destroy();
  }
}

async function restore(
  storage: StorageDriver,
  providers: ProviderRegistry,
  found: FoundVideo,
  old: { job: Job | undefined; marks: Marks | undefined },
  report: RebuildReport,
): Promise<NewJob> {
  const { sidecar, fault } = found;
  if (fault) report.faults.push({ id: found.id, reason: fault });
  if (sidecar) {
    report.fromSidecar += 1;
    // The row knows the marks that people made since; the sidecar knows all else.
    return old.job?.saved?.sha256 === sidecar.got.sha256 ? old.job : fromSidecar(sidecar);
  }
  const known = old.job?.saved ? old.job : null;
  if (known) report.fromOldRow += 1;
  const job = known ?? (await probeVideo(storage, found));
  if (!known) report.probed += 1;
  const { saved, completedAt } = job;
  // A sidecar that cannot be read is somebody's still: it is not written over.
  if (saved && completedAt !== null && !fault)
    await writeSidecar(storage, toSidecar({ ...job, saved, completedAt }, providers, old.marks ?? noMarks));
  return job;
}

/**
 * Takes over what happened to the jobs that are there again and which of them were asked for together, what was spent and
 * what may be, the prompts and settings that people keep, who may ask, who is told of what, and which images were
 * uploaded, and how videos are tagged; from file to file, for it may be long.
 */
async function carryRows(database: Database, oldFile: string): Promise<void> {
  await sql`attach database ${oldFile} as before`.execute(database);
  await sql`insert into job_log select * from before.job_log where job_id in (select id from jobs)`.execute(
    database,
  );
  for (const table of [
    'batches',
    'spending',
    'prices',
    'settings',
    'saved',
    'prompt_improver',
    'projects',
    'shares',
    'stitches',
  ])
    await sql.raw(`insert into ${table} select * from before.${table}`).execute(database);
  for (const table of ['job_tags', 'stale_sidecars'])
    await sql
      .raw(`insert into ${table} select * from before.${table} where job_id in (select id from jobs)`)
      .execute(database);
  await sql`insert into tokens select * from before.tokens`.execute(database);
  await sql`insert into webhooks select * from before.webhooks`.execute(database);
  await sql`insert into webhook_deliveries select * from before.webhook_deliveries`.execute(database);
  await sql`insert into reference_images select * from before.reference_images
    where uploaded_at is not null and key not in (select key from reference_images)`.execute(database);
  await sql`detach database before`.execute(database);
}

/** An idempotency key answers with one job; a copy of a folder must not take it from the original. */
function withOwnKeys(jobs: NewJob[]): NewJob[] {
  const taken = new Set<string>();
  return jobs.map((job) => {
    const { idempotencyKey: key } = job;
    if (key === null || !taken.has(key)) {
      if (key !== null) taken.add(key);
      return job;
    }
    return { ...job, idempotencyKey: null };
  });
}

/**
 * Makes the database of a data folder anew from what is in the folder. The caller has locked it. The old database is
 * kept under another name; what it still says of things that the folder cannot tell (jobs under way, providers) is
 * taken over where it can be read.
 */
export async function rebuild(
  folder: string,
  storage: StorageDriver,
  providers: ProviderRegistry,
  now: number,
): Promise<RebuildReport> {
  const report: RebuildReport = {
    fromSidecar: 0,
    fromOldRow: 0,
    probed: 0,
    faults: [],
    carried: 0,
    providers: 0,
    setAside: null,
    isOldUnreadable: false,
  };
  const hadDatabase = await hasDatabase(folder);
  const old = hadDatabase ? await readOldRows(folder) : null;
  report.isOldUnreadable = hadDatabase && old === null;
  const jobs: NewJob[] = [];
  /** What only the sidecars say. */
  const marked = new Map<string, Marks>();
  for (const found of await findVideos(storage)) {
    const row = old?.jobs.get(found.id);
    if (row && row.purgedAt !== null) continue;
    try {
      const marks = old?.marks.get(found.id);
      jobs.push(await restore(storage, providers, found, { job: row, marks }, report));
      if (!row && found.sidecar?.marks) marked.set(found.id, found.sidecar.marks);
      old?.jobs.delete(found.id);
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      report.faults.push({ id: found.id, reason: error.message });
    }
  }
  const carried = [...(old?.jobs.values() ?? [])].map((job) => ({ ...job, holder: null, leasedUntil: null }));
  report.carried = carried.length;
  report.providers = old?.providers.length ?? 0;

  report.setAside = await setDatabaseAside(folder, now);
  const database = await openDatabase(folder);
  try {
    const all = withOwnKeys([...carried, ...jobs]).sort((one, other) => one.createdAt - other.createdAt);
    await openJobStore(database).insert(all);
    const store = openProviderStore(database);
    for (const provider of old?.providers ?? []) await store.insert(provider, now);
    // Nothing is sent to a provider that was held off, until a person has seen to that.
    for (const circuit of old?.circuits ?? [])
      await database.insertInto('circuits').values(circuit).execute();
    if (old && report.setAside) {
      await carryRows(database, path.join(folder, report.setAside)).catch((error: unknown) => {
        log.warn(
          { err: error },
          'what happened to the videos, what was spent, who may ask, and who is told, could not be taken over',
        );
      });
    }
    for (const [id, marks] of marked) await giveMarks(database, id, marks, now);
  } finally {
    await database.destroy();
  }
  return report;
}
