import { describe, expect, test } from 'vitest';
import { changeJob, getJob, purgeJob, trashJob } from './change-job';
import { createJob } from './create-job';
import { answerList } from './list-request';
import { presentVideo } from './present-video';
import { openTestContext, type TestContext } from './test-context';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

/** A job that was accepted, and one that waits for its turn after a 429. */
async function openWithJobs() {
  let creates = 0;
  const context = await openTestContext((upstream) => {
    if (upstream.method !== 'POST') return Response.json({ id: 'up_1', status: 'in_progress' });
    creates += 1;
    return creates === 2 ? Response.json({}, { status: 429 }) : Response.json({ id: `up_${creates}` });
  });
  const [sent] = await createJob(context, request);
  const [waiting] = await createJob(context, request);
  return { context, sent: sent?.id ?? '', waiting: waiting?.id ?? '', creates: () => creates };
}

const list = (context: TestContext, query = '') => answerList(context, new URLSearchParams(query));

describe('what a person does to a job', () => {
  test('cancels what was not sent, and nothing that was', async () => {
    const { context, sent, waiting, creates } = await openWithJobs();
    expect(await changeJob(context, waiting, 'cancel')).toMatchObject({
      status: 'failed',
      errorCode: 'cancelled',
    });
    await expect(changeJob(context, sent, 'cancel')).rejects.toThrow(/sent already/);
    context.clock.now += 3_600_000;
    await context.advanceDue();
    expect(creates()).toBe(2);
  });

  test('asks at once about one that is under way, whatever came to nothing before', async () => {
    let answers = 0;
    const context = await openTestContext((upstream) => {
      if (upstream.method === 'POST') return Response.json({ id: 'up_1' });
      answers += 1;
      return answers < 3 ? new Response('', { status: 502 }) : Response.json({ id: 'up_1', progress: 40 });
    });
    const [job] = await createJob(context, request);
    const id = job?.id ?? '';
    for (let poll = 0; poll < 2; poll += 1) {
      context.clock.now += 3_600_000;
      await context.advanceDue();
    }
    expect(await context.store.find(id)).toMatchObject({ step: 'poll', failures: 2 });
    expect(await context.advanceDue()).toEqual([]);
    await changeJob(context, id, 'ask-again');
    await context.advanceDue();
    expect(await context.store.find(id)).toMatchObject({ step: 'poll', failures: 0, progress: 40 });
  });

  test('tries a failed one again as a new job with the same words', async () => {
    const { context, waiting } = await openWithJobs();
    await changeJob(context, waiting, 'cancel');
    const again = await changeJob(context, waiting, 'retry');
    expect(again.id).not.toBe(waiting);
    expect(again).toMatchObject({ step: 'poll', request: { prompt: 'a boat' } });
    await expect(changeJob(context, again.id, 'retry')).rejects.toThrow(/Only a failed/);
  });

  test('tries a failed one again once for each key, and what was a remix stays one', async () => {
    const { context, sent, waiting, creates } = await openWithJobs();
    const source = { call: 'remix' as const, id: sent, upstreamId: null, isEmulated: true };
    await changeJob(context, waiting, 'cancel');
    const row = await context.store.find(waiting);
    await context.store.saveVersion(
      waiting,
      row?.version ?? 0,
      { request: { prompt: 'a boat', references: [], source } },
      context.clock.now,
    );
    const again = await changeJob(context, waiting, 'retry', { idempotencyKey: 'press 1' });
    expect(again.request.source).toEqual(source);
    expect((await changeJob(context, waiting, 'retry', { idempotencyKey: 'press 1' })).id).toBe(again.id);
    expect(creates()).toBe(3);
    expect((await changeJob(context, waiting, 'retry', { idempotencyKey: 'press 2' })).id).not.toBe(again.id);
  });

  test('sends an unsure one again once for each key, also when it is unsure anew', async () => {
    let creates = 0;
    const context = await openTestContext((upstream) => {
      if (upstream.method === 'POST') creates += 1;
      return new Response('', { status: 502 });
    });
    const [job] = await createJob(context, request);
    const id = job?.id ?? '';
    await changeJob(context, id, 'send-again', { idempotencyKey: 'press 1' });
    await context.advanceDue();
    expect(await changeJob(context, id, 'send-again', { idempotencyKey: 'press 1' })).toMatchObject({
      step: 'unsure',
      attempt: 2,
    });
    await context.advanceDue();
    expect(creates).toBe(2);
    await changeJob(context, id, 'send-again', { idempotencyKey: 'press 2' });
    await context.advanceDue();
    expect(creates).toBe(3);
  });

  test('does not forget that an unsure one which is sent again was sent before', async () => {
    const context = await openTestContext(() => new Response('', { status: 502 }));
    const [job] = await createJob(context, request);
    expect(job && presentVideo(job, context.providers).firstframe.sent_again).toBe(false);
    const again = await changeJob(context, job?.id ?? '', 'send-again');
    const cancelled = await changeJob(context, again.id, 'cancel');
    expect(cancelled.errorMessage).toMatch(/sent before may have been charged/);
    expect(presentVideo(cancelled, context.providers).firstframe.sent_again).toBe(true);
  });

  test('trashes and restores, while paid work goes on', async () => {
    const { context, sent } = await openWithJobs();
    await trashJob(context, sent);
    expect((await list(context)).data.map(({ id }) => id)).not.toContain(sent);
    expect((await list(context, 'trashed=true')).data.map(({ id }) => id)).toEqual([sent]);
    context.clock.now += 60_000;
    await context.advanceDue();
    expect(await context.store.find(sent)).toMatchObject({ step: 'poll', answeredAt: context.clock.now });
    await changeJob(context, sent, 'restore');
    expect((await list(context)).data.map(({ id }) => id)).toContain(sent);
  });

  test('ends one for good: nothing of it can be seen, and it is worked on no more', async () => {
    const { context, sent } = await openWithJobs();
    await purgeJob(context, sent);
    await expect(getJob(context, sent)).rejects.toMatchObject({ code: 'not_found' });
    const changes = await list(context, 'changed_since=0');
    expect(changes.data.find(({ id }) => id === sent)).toMatchObject({
      prompt: null,
      firstframe: { purged: true },
    });
    context.clock.now += 3_600_000;
    await context.advanceDue();
    expect(await context.store.find(sent)).toMatchObject({ step: null });
  });

  test('waits for its turn where the studio works on the job right now', async () => {
    const { context, waiting } = await openWithJobs();
    await context.store.claimDue(
      context.clock.now + 600_000,
      { holder: 'worker', until: context.clock.now + 900_000 },
      10,
    );
    await expect(changeJob(context, waiting, 'cancel')).rejects.toMatchObject({ code: 'not_ready' });
  });
});

describe('the list', () => {
  test('pages both ways through everything once, newest first by default', async () => {
    const context = await openTestContext(() => Response.json({ id: 'up_1' }));
    const made: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      const [job] = await createJob(context, request);
      made.push(job?.id ?? '');
      context.clock.now += count % 2 === 0 ? 1_000 : 0;
    }
    for (const order of ['desc', 'asc'] as const) {
      const seen: string[] = [];
      let after = '';
      for (;;) {
        const page = await list(context, `limit=3&order=${order}${after}`);
        expect(page.firstframe.total).toBe(7);
        seen.push(...page.data.map(({ id }) => id));
        if (!page.has_more) break;
        after = `&after=${page.last_id}`;
      }
      expect(new Set(seen)).toEqual(new Set(made));
      expect(seen).toHaveLength(7);
      const times = await Promise.all(seen.map(async (id) => (await context.store.find(id))?.createdAt ?? 0));
      expect(times).toEqual(times.toSorted((a, b) => (order === 'asc' ? a - b : b - a)));
    }
  });

  test('tells what changed after a cursor, once, and where to go on', async () => {
    const { context, sent } = await openWithJobs();
    const { cursor } = (await list(context)).firstframe;
    expect(await list(context, `changed_since=${cursor}`)).toMatchObject({
      data: [],
      firstframe: { cursor },
    });
    await trashJob(context, sent);
    const changes = await list(context, `changed_since=${cursor}`);
    expect(changes.data.map(({ id }) => id)).toEqual([sent]);
    expect(changes.firstframe.cursor).toBeGreaterThan(cursor);
    expect((await list(context, `changed_since=${changes.firstframe.cursor}`)).data).toEqual([]);
  });

  test.each([
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['order=up', 'order'],
    ['status=done', 'status'],
    ['after=video_none', 'after'],
    ['changed_since=-1', 'changed_since'],
  ])('refuses %s and names the parameter', async (query, param) => {
    const { context } = await openWithJobs();
    await expect(list(context, query)).rejects.toMatchObject({ code: 'invalid_request', param });
  });
});
