import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { advanceJob } from './advance-job';
import { changeJob, purgeJob } from './change-job';
import { claimJobs } from './claim-jobs';
import { createJob } from './create-job';
import { openTestContext, type TestContext } from './test-context';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };
const minute = 60_000;

type Told = { id: string; status?: number; body?: unknown };

/** A studio with one webhook, whose provider accepts what it is sent and then says this of it. */
async function openStudio(says: Told, events = ['video.completed', 'video.failed']) {
  const context = await openTestContext(async (upstream, path) => {
    if (upstream.method === 'POST' && says.status !== undefined)
      return Response.json(says.body, { status: says.status });
    if (path.endsWith('/content')) return new Response(await readFile('faults/video.mp4'));
    return Response.json(upstream.method === 'POST' ? { id: says.id, status: 'queued' } : says.body);
  });
  await addWebhook(context, 'webhook_1', events);
  return context;
}

async function addWebhook({ database }: TestContext, id: string, events: string[], enabled = 1) {
  const row = { id, events: JSON.stringify(events), enabled, url: 'https://x.example', sealed_secret: '' };
  await database
    .insertInto('webhooks')
    .values({ ...row, created_at: 1, updated_at: 1 })
    .execute();
}

const outbox = ({ database }: TestContext) =>
  database.selectFrom('webhook_deliveries').selectAll().orderBy('created_at').execute();

/** Lets time go by, and takes the job as far as it goes. */
async function runToEnd(context: TestContext, id: string) {
  for (let step = 0; step < 10; step += 1) {
    const job = await context.store.find(id);
    if (!job?.step) return job;
    context.clock.now = Math.max(context.clock.now, job.dueAt ?? 0);
    await context.advanceDue();
  }
  return context.store.find(id);
}

async function create(context: TestContext): Promise<string> {
  const [job] = await createJob(context, request);
  return job?.id ?? '';
}

const failing = { id: 'up_1', body: { id: 'up_1', status: 'failed', error: { message: 'No.' } } };
const finishing = { id: 'up_1', body: { id: 'up_1', status: 'completed' } };

describe('the end of a video', () => {
  test('is put into the outbox for each webhook that wants it, in the shape of OpenAI', async () => {
    const context = await openStudio(finishing);
    await addWebhook(context, 'webhook_2', ['video.completed']);
    await addWebhook(context, 'webhook_3', ['video.failed']);
    await addWebhook(context, 'webhook_4', ['video.completed'], 0);
    const id = await create(context);
    expect(await outbox(context)).toEqual([]);
    expect(await runToEnd(context, id)).toMatchObject({ status: 'completed' });
    const rows = await outbox(context);
    expect(rows.map((row) => row.webhook_id).sort()).toEqual(['webhook_1', 'webhook_2']);
    expect(new Set(rows.map((row) => row.id)).size).toBe(2);
    expect(rows[0]).toMatchObject({ status: 'pending', video_id: id, due_at: context.clock.now });
    const { body } = JSON.parse(await readFile('fixtures/samples/openai-webhook-completed.json', 'utf8'));
    const payload = JSON.parse(rows[0]?.payload ?? '');
    expect(Object.keys(payload).sort()).toEqual(Object.keys(body).sort());
    expect(payload).toEqual({
      id: expect.stringMatching(/^evt_/),
      object: 'event',
      created_at: Math.floor(context.clock.now / 1_000),
      type: 'video.completed',
      data: { id },
    });
  });

  test('is a failure also where a person ends it', async () => {
    const context = await openStudio({ id: '', status: 500, body: {} });
    const id = await create(context);
    await changeJob(context, id, 'give-up');
    expect(await outbox(context)).toMatchObject([{ event: 'video.failed', video_id: id }]);
  });

  test('is told again, as another event, where a failed video is asked about again', async () => {
    const context = await openStudio(failing);
    const id = await create(context);
    await runToEnd(context, id);
    await changeJob(context, id, 'ask-again');
    await runToEnd(context, id);
    const rows = await outbox(context);
    expect(rows.map((row) => row.event)).toEqual(['video.failed', 'video.failed']);
    expect(JSON.parse(rows[0]?.payload ?? '').id).not.toBe(JSON.parse(rows[1]?.payload ?? '').id);
  });

  test('is neither written without its outbox, nor the outbox without it', async () => {
    const context = await openStudio(failing);
    const id = await create(context);
    await sql`create trigger no_outbox before insert on webhook_deliveries
      begin select raise(abort, 'The disk is full.'); end`.execute(context.database);
    context.clock.now += minute;
    await expect(context.advanceDue()).rejects.toThrow('The disk is full.');
    expect(await context.store.find(id)).toMatchObject({ step: 'poll' });
    await sql`drop trigger no_outbox`.execute(context.database);
    context.clock.now += 10 * minute;
    expect(await runToEnd(context, id)).toMatchObject({ status: 'failed' });
    expect(await outbox(context)).toHaveLength(1);
  });

  test('is told once, where a worker that lost its lease comes to the same end', async () => {
    const context = await openStudio(failing);
    const id = await create(context);
    context.clock.now += minute;
    const claim = (holder: string) => claimJobs(context, { holder, until: context.clock.now + minute }, 1);
    const [slow] = await claim('slow');
    context.clock.now += 2 * minute;
    const [quick] = await claim('quick');
    if (!slow || !quick) throw new Error('Nothing was claimed.');
    expect(await advanceJob(context, quick)).toMatchObject({ status: 'failed' });
    expect(await advanceJob(context, slow)).toBeNull();
    expect(await outbox(context)).toMatchObject([{ video_id: id }]);
  });
});

describe('a create that the provider refuses', () => {
  const refusing = { id: '', status: 400, body: { error: { message: 'No.', param: 'size' } } };

  test('is told to its caller alone, and to no webhook at any time', async () => {
    const context = await openStudio(refusing);
    const entomb = vi.spyOn(context.store, 'entomb');
    const dueMeanwhile: (number | null)[] = [];
    entomb.mockImplementationOnce(async (...given) => {
      dueMeanwhile.push(...(await outbox(context)).map((row) => row.due_at));
      entomb.mockRestore();
      return context.store.entomb(...given);
    });
    await expect(createJob(context, request)).rejects.toThrow('No.');
    // It was there, for a crash at that instant would have left a card; but nobody could have sent it.
    expect(dueMeanwhile).toEqual([context.clock.now + minute]);
    expect(await outbox(context)).toEqual([]);
  });

  test('is told after all, where the process ended before it had answered', async () => {
    const context = await openStudio(refusing);
    vi.spyOn(context.store, 'entomb').mockRejectedValueOnce(new Error('The process ends here.'));
    await expect(createJob(context, request)).rejects.toThrow('The process ends here.');
    expect(await outbox(context)).toMatchObject([
      { event: 'video.failed', status: 'pending', due_at: context.clock.now + minute },
    ]);
  });

  test('is told at once, where its caller no longer waits and a card is left', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const answered = Promise.withResolvers<void>();
    const context = await openTestContext(async () => {
      await answered.promise;
      return Response.json(refusing.body, { status: 400 });
    });
    await addWebhook(context, 'webhook_1', ['video.failed']);
    const created = createJob(context, request);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(20_000);
    const [job] = await created;
    vi.useRealTimers();
    answered.resolve();
    await vi.waitFor(async () =>
      expect(await outbox(context)).toMatchObject([{ video_id: job?.id, due_at: context.clock.now }]),
    );
  });
});

test('of a video that is deleted for good nobody is told any more', async () => {
  const context = await openStudio(failing);
  const id = await create(context);
  await runToEnd(context, id);
  expect(await outbox(context)).toHaveLength(1);
  await purgeJob(context, id);
  expect(await outbox(context)).toEqual([]);
});
