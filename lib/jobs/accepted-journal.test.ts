import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openAcceptedJournal } from './accepted-journal';
import { advanceJob } from './advance-job';
import { claimJobs } from './claim-jobs';
import { createJob } from './create-job';
import { openJobContext } from './open-context';
import { openTestContext, type TestContext } from './test-context';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

/** A studio whose database takes nothing more from the moment on at which a provider says yes. */
async function openFailing() {
  let creates = 0;
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-journal-'));
  const plain: TestContext = await openTestContext(async (upstream) => {
    if (upstream.method !== 'POST') return Response.json({ id: 'up:1/a+b=', status: 'in_progress' });
    creates += 1;
    await sql`pragma query_only = 1`.execute(plain.database);
    return Response.json({ id: 'up:1/a+b=', status: 'queued' });
  });
  const context = openJobContext({ ...plain, journal: await openAcceptedJournal(folder) });
  const heal = () => sql`pragma query_only = 0`.execute(plain.database);
  const work = async (worker: typeof context) => {
    const lease = { holder: `worker-${plain.clock.now}`, until: plain.clock.now + 60_000 };
    for (const job of await claimJobs(worker, lease, 10)) await advanceJob(worker, job);
  };
  return { context, folder, clock: plain.clock, heal, work, creates: () => creates };
}

describe('F35: an id that the database does not take', () => {
  test('is answered, and is in the database when that is back, with nothing sent again', async () => {
    const { context, folder, clock, heal, work, creates } = await openFailing();
    const [job] = await createJob(context, request);
    expect(job).toMatchObject({ step: 'poll', upstreamId: 'up:1/a+b=' });
    expect(await context.store.find(job?.id ?? '')).toMatchObject({ step: 'submit', upstreamId: null });
    await expect(work(context)).rejects.toThrow(/readonly/);
    await heal();
    // Beyond the lease, so that whoever looked at the row alone would take it for unsure.
    clock.now += 3_600_000;
    await work(context);
    expect(await context.store.find(job?.id ?? '')).toMatchObject({ step: 'poll', upstreamId: 'up:1/a+b=' });
    expect({ creates: creates(), files: await readdir(folder) }).toEqual({ creates: 1, files: [] });
  });

  test('outlives the process', async () => {
    const { context, folder, heal, work, creates } = await openFailing();
    const [job] = await createJob(context, request);
    await heal();
    await context.store.expireLeases();
    const restarted = openJobContext({ ...context, journal: await openAcceptedJournal(folder) });
    await work(restarted);
    expect(await context.store.find(job?.id ?? '')).toMatchObject({ step: 'poll', upstreamId: 'up:1/a+b=' });
    expect(creates()).toBe(1);
  });

  test('is known to this process even where the disk does not take it either', async () => {
    const { context, folder, heal, work } = await openFailing();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder was');
    const [job] = await createJob(context, request);
    await rm(folder);
    await mkdir(folder);
    await heal();
    await work(context);
    expect(await context.store.find(job?.id ?? '')).toMatchObject({ step: 'poll', upstreamId: 'up:1/a+b=' });
  });
});

test('a journal that was cut off while it was written is no entry', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-journal-'));
  await writeFile(path.join(folder, 'video_1.json.part'), '{"jobId":"vid');
  const context = await openTestContext(() => new Response(null, { status: 500 }));
  await (await openAcceptedJournal(folder)).merge(context);
});
