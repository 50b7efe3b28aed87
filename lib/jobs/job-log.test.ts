import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { log } from '@/lib/log';
import { changeJob, purgeJob } from './change-job';
import { createJob } from './create-job';
import type { Job } from './job';
import { appendLog, readLog } from './job-log';
import { type LogEntry, newLogEntry } from './log-entry';
import { type FakeUpstream, openTestContext, type TestContext } from './test-context';

const json = (body: unknown, status = 200) => Response.json(body, { status });
const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

async function make(context: TestContext): Promise<Job> {
  const [job] = await createJob(context, request);
  if (!job) throw new Error('No job was made.');
  return job;
}

async function pollTimes(context: TestContext, times: number): Promise<void> {
  for (let poll = 0; poll < times; poll += 1) {
    context.clock.now += 3_600_000;
    await context.advanceDue();
  }
}

const answering = (polls: (count: number) => Response): FakeUpstream => {
  let count = 0;
  return ({ method }) => {
    if (method === 'POST') return json({ id: 'up_1', status: 'queued' });
    count += 1;
    return polls(count);
  };
};

const summary = async ({ database }: TestContext, { id }: Job) =>
  (await readLog(database, id)).map(({ entry, count }) => {
    if (entry.kind === 'exchange')
      return `${entry.purpose} ${entry.answer?.status ?? entry.trouble ?? 'open'} ×${count}`;
    return entry.kind === 'move' ? `${entry.from} → ${entry.to} ×${count}` : `${entry.message} ×${count}`;
  });

test('keeps one row for polls that say the same, whatever the time and the percentage', async () => {
  const context = await openTestContext(
    answering((count) =>
      json({
        id: 'up_1',
        status: count < 500 ? 'in_progress' : 'failed',
        progress: count / 6,
        request_id: `r${count}`,
      }),
    ),
  );
  const job = await make(context);
  await pollTimes(context, 500);
  expect(await summary(context, job)).toEqual([
    'create 200 ×1',
    'submit → poll ×1',
    'poll 200 ×499',
    'poll 200 ×1',
    'poll → failed ×1',
  ]);
  const [, , polls] = await readLog(context.database, job.id);
  expect(polls?.lastAt).toBe((polls?.at ?? 0) + 498 * 3_600_000);
  // The last answer is the one that is shown.
  expect(polls?.entry).toMatchObject({ answer: { body: expect.stringContaining('"request_id":"r499"') } });
});

test('keeps two rows for answers that alternate, and none of them across a move', async () => {
  const context = await openTestContext(
    answering((count) =>
      count % 2 ? json({}, 502) : json({ id: 'up_1', status: count === 8 ? 'failed' : 'queued' }),
    ),
  );
  const job = await make(context);
  await pollTimes(context, 8);
  await changeJob(context, job.id, 'ask-again');
  await pollTimes(context, 1);
  expect((await summary(context, job)).slice(2)).toEqual([
    'poll 502 ×4',
    'poll 200 ×3',
    'poll 200 ×1',
    'poll → failed ×1',
    'failed → poll ×1',
    'poll 502 ×1',
  ]);
  const rows = await readLog(context.database, job.id);
  expect(rows.at(-2)?.entry).toMatchObject({ by: 'person' });
});

test('keeps the first rows and the last of a job that says something new each time', async () => {
  const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
  const status = (count: number) =>
    [0, 1, 2].map((place) => words[Math.floor(count / 6 ** place) % 6]).join(' ');
  const context = await openTestContext(answering((count) => json({ id: 'up_1', status: status(count) })));
  const job = await make(context);
  await pollTimes(context, 150);
  const rows = await readLog(context.database, job.id);
  expect(rows).toHaveLength(100);
  expect(rows.map(({ sequence }) => sequence)).toEqual([
    ...Array.from({ length: 40 }, (_, index) => index + 1),
    ...Array.from({ length: 60 }, (_, index) => index + 93),
  ]);
});

test('has the paid request on the disk before it is sent, and its answer in the same row', async () => {
  const seen: unknown[] = [];
  const context: TestContext = await openTestContext(async () => {
    const { id } = await context.database.selectFrom('jobs').select('id').executeTakeFirstOrThrow();
    seen.push(...(await readLog(context.database, id)));
    return json({ id: 'up_1' });
  });
  const job = await make(context);
  const about = { kind: 'exchange', purpose: 'create', request: { method: 'POST', isCut: false } };
  expect(seen).toMatchObject([{ sequence: 1, entry: { ...about, answer: null, durationMs: null } }]);
  const rows = await readLog(context.database, job.id);
  expect(rows[0]).toMatchObject({ sequence: 1, entry: { ...about, answer: { status: 200 } } });
  expect(rows).toHaveLength(2);
});

test('says of a request whose answer never came that it was sent, and why nothing came', async () => {
  const context = await openTestContext(() => Promise.reject(new TypeError('terminated')));
  const job = await make(context);
  expect(await summary(context, job)).toEqual(['create terminated ×1', 'submit → unsure ×1']);
});

test('a log that cannot be written keeps nothing from being sent, saved or polled', async () => {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => {});
  let posts = 0;
  const context = await openTestContext(({ method }) => {
    if (method === 'POST') posts += 1;
    return json({ id: 'up_1', status: method === 'POST' ? 'queued' : 'failed' });
  });
  await sql`drop table job_log`.execute(context.database);
  const job = await make(context);
  expect(job).toMatchObject({ step: 'poll', upstreamId: 'up_1' });
  await pollTimes(context, 1);
  expect(await context.store.find(job.id)).toMatchObject({ status: 'failed' });
  expect(posts).toBe(1);
  expect(warn).toHaveBeenCalledWith(
    expect.objectContaining({ job: job.id }),
    expect.stringContaining('log of a job'),
  );
  warn.mockRestore();
});

test('a log that breaks the commit is left out of it', async () => {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => {});
  let posts = 0;
  const context = await openTestContext(() => {
    posts += 1;
    return json({ id: 'up_1' });
  });
  // As a disk does that is full: each row is taken, and the commit is not.
  await sql`drop table job_log`.execute(context.database);
  await sql`create table nobody (id text primary key)`.execute(context.database);
  await sql`create table job_log (job_id text references nobody (id) deferrable initially deferred, sequence integer,
    at integer, last_at integer, count integer, likeness text, entry text)`.execute(context.database);
  expect(await make(context)).toMatchObject({ step: 'poll', upstreamId: 'up_1' });
  expect(posts).toBe(1);
  expect(warn).toHaveBeenCalledWith(expect.anything(), 'a job is saved without its log');
  warn.mockRestore();
});

test('a row that cannot be written takes none of its transaction along', async () => {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => {});
  const context = await openTestContext(() => json({ id: 'up_1' }));
  const job = await make(context);
  const circular: Record<string, unknown> = { kind: 'trouble' };
  circular.message = circular;
  const broken = { at: 1, likeness: 'x', entry: circular as LogEntry };
  await context.database.transaction().execute(async (transaction) => {
    await transaction.updateTable('jobs').set({ progress: 7 }).execute();
    await appendLog(transaction, job.id, [newLogEntry(1, { kind: 'trouble', message: 'first' }), broken]);
  });
  expect(await context.store.find(job.id)).toMatchObject({ progress: 7 });
  expect(await readLog(context.database, job.id)).toHaveLength(2);
  warn.mockRestore();
});

test('goes with the job that is deleted for good, and with one that was refused', async () => {
  let isRefusing = false;
  const context = await openTestContext(() =>
    isRefusing ? json({ error: { message: 'no' } }, 400) : json({ id: 'up_1' }),
  );
  const job = await make(context);
  isRefusing = true;
  await expect(make(context)).rejects.toThrow('no');
  const rows = await context.database.selectFrom('job_log').select('job_id').execute();
  expect(new Set(rows.map((row) => row.job_id))).toEqual(new Set([job.id]));
  await purgeJob(context, job.id);
  expect(await context.database.selectFrom('job_log').select('job_id').execute()).toEqual([]);
});
