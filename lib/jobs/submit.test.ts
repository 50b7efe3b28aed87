import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { StudioError } from '@/lib/errors';
import { changeJob } from './change-job';
import { createJob } from './create-job';
import type { CreateRequest } from './create-request';
import { countMatching, countOpen, listJobs } from './list-jobs';
import { openTestContext, type TestContext } from './test-context';

const request: CreateRequest = { prompt: 'a boat', model: 'm', takes: 1, references: [] };
const json = (body: unknown, status = 200, headers = {}) => Response.json(body, { status, headers });

async function library(context: TestContext) {
  return (await listJobs(context.database, { isTrashed: false }, { after: null, limit: 100, order: 'asc' }))
    .jobs;
}

async function onlyJob(context: TestContext) {
  const [job, ...others] = await library(context);
  expect(others).toEqual([]);
  if (!job) throw new Error('There is no job.');
  return job;
}

describe('a create', () => {
  test('is recorded before it is sent, and the id is saved with the answer', async () => {
    let atTheTime: unknown;
    const context: TestContext = await openTestContext(async () => {
      const { status, step, submittedAt, attempt, upstreamId } = await onlyJob(context);
      atTheTime = { status, step, submittedAt, attempt, upstreamId };
      return json({ id: 'up_1', status: 'queued' });
    });
    const [job] = await createJob(context, request);
    expect(atTheTime).toEqual({
      status: 'queued',
      step: 'submit',
      submittedAt: context.clock.now,
      attempt: 1,
      upstreamId: null,
    });
    expect(job).toMatchObject({ status: 'in_progress', step: 'poll', upstreamId: 'up_1', holder: null });
  });

  test("passes the provider's refusal on with the field it names, and leaves no card and no key behind", async () => {
    const context = await openTestContext(() => json({ error: { message: 'bad size', param: 'size' } }, 400));
    const refused = createJob(context, request, { idempotencyKey: 'k' });
    await expect(refused).rejects.toThrow(StudioError);
    await expect(refused).rejects.toMatchObject({
      code: 'provider_rejected',
      message: 'bad size',
      param: 'size',
    });
    expect(await library(context)).toEqual([]);
    expect(await context.store.findByIdempotencyKey('k')).toBeNull();
  });

  test('F3: with the same key makes one job, at once or later, and refuses other words under it', async () => {
    let creates = 0;
    const context = await openTestContext(() => {
      creates += 1;
      return json({ id: `up_${creates}` });
    });
    const twins = await Promise.all(
      Array.from({ length: 20 }, () => createJob(context, request, { idempotencyKey: 'k' })),
    );
    const again = await createJob(context, request, { idempotencyKey: 'k' });
    expect(new Set([...twins, again].map(([job]) => job?.id)).size).toBe(1);
    expect(creates).toBe(1);
    const other = createJob(context, { ...request, prompt: 'a train' }, { idempotencyKey: 'k' });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused', status: 422 });
  });

  test('F11: of several takes makes that many jobs, none of them sent before all are recorded', async () => {
    const seen: number[] = [];
    const context: TestContext = await openTestContext(async () => {
      seen.push((await library(context)).length);
      return json({ id: `up_${seen.length}` });
    });
    const jobs = await createJob(context, { ...request, takes: 4 });
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(4);
    expect(new Set(jobs.map(({ batchId }) => batchId)).size).toBe(1);
    await context.advanceDue();
    expect(seen).toEqual([4, 4, 4, 4]);
    expect((await library(context)).every(({ step }) => step === 'poll')).toBe(true);
  });

  test('with a reference sends it upright, without its metadata and fitted to the size, and says so', async () => {
    let sent: File | null = null;
    const context = await openTestContext(async (upstream) => {
      sent = (await upstream.formData()).get('input_reference') as File;
      return json({ id: 'up_1' });
    });
    const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#335' } });
    const bytes = await picture
      .jpeg()
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .toBuffer();
    const text = `data:image/jpeg;base64,${bytes.toString('base64')}`;
    const references = [{ role: 'first_frame' as const, param: 'input_reference', text }];
    const [job] = await createJob(context, { ...request, size: '1280x720', references });
    const found = await sharp(Buffer.from(await (sent as unknown as File).arrayBuffer())).metadata();
    expect(found).toMatchObject({ format: 'jpeg', width: 1280, height: 720 });
    expect(found.exif).toBeUndefined();
    expect(job?.warnings).toMatchObject([
      { field: 'first_frame', message: expect.stringContaining('400×300 to 1280×720') },
    ]);
    expect(job?.request.references).toMatchObject([{ width: 400, height: 300, type: 'image/jpeg' }]);
  });
});

describe('a create whose answer never came', () => {
  const unanswered = {
    'a cut connection': () => Promise.reject(new TypeError('terminated')),
    'a bad gateway': () => new Response('<html>', { status: 502 }),
    'a yes without an id': () => json({ status: 'queued' }),
  };

  test.each(Object.entries(unanswered))(
    'is unsure after %s, and never sent again by itself',
    async (_name, answer) => {
      let creates = 0;
      const context = await openTestContext(({ method }) => {
        if (method === 'GET') return json({ data: [] });
        creates += 1;
        return answer();
      });
      const [job] = await createJob(context, request);
      expect(job).toMatchObject({ status: 'queued', step: 'unsure', errorCode: 'submit_unconfirmed' });
      for (let hour = 0; hour < 7 * 24; hour += 1) {
        context.clock.now += 3_600_000;
        await context.advanceDue();
      }
      expect(await onlyJob(context)).toMatchObject({ step: 'unsure', dueAt: null });
      expect(creates).toBe(1);
    },
  );

  test('is unsure when the studio was stopped while it was on its way', async () => {
    let creates = 0;
    const context: TestContext = await openTestContext(async () => {
      creates += 1;
      // The process ends here: what was committed stays, the lease runs out, and another takes over.
      const { id } = await onlyJob(context);
      context.clock.now += 10 * 60_000;
      await context.advanceDue('the next process');
      expect(await context.store.find(id)).toMatchObject({ step: 'unsure', errorCode: 'submit_unconfirmed' });
      return json({ id: 'up_1' });
    });
    // The answer came after all: it is proof, and it is taken although the lease was lost.
    await createJob(context, request);
    expect(await onlyJob(context)).toMatchObject({ step: 'poll', upstreamId: 'up_1' });
    expect(creates).toBe(1);
  });

  test('is sent again when a person says so, and given up when a person says so', async () => {
    const answers = [
      new Response('', { status: 502 }),
      new Response('', { status: 502 }),
      json({ id: 'up_3' }),
    ];
    const context = await openTestContext(() => answers.shift() ?? json({}));
    const [job] = await createJob(context, request);
    await changeJob(context, job?.id ?? '', 'send-again');
    await context.advanceDue();
    expect(await onlyJob(context)).toMatchObject({ step: 'unsure', attempt: 2 });
    await changeJob(context, job?.id ?? '', 'give-up');
    expect(await onlyJob(context)).toMatchObject({ status: 'failed', errorCode: 'submit_unconfirmed' });
    await expect(changeJob(context, job?.id ?? '', 'send-again')).rejects.toThrow(/nobody is sure/);
  });
});

describe('a provider that wants us to wait', () => {
  test('is given exactly the time it asks for, however long', async () => {
    const answers = [json({}, 429, { 'retry-after': '7200' }), json({ id: 'up_1' })];
    const context = await openTestContext(() => answers.shift() ?? json({}));
    const [job] = await createJob(context, request);
    expect(job).toMatchObject({ step: 'submit', submittedAt: null, dueAt: context.clock.now + 7_200_000 });
    context.clock.now += 7_199_999;
    expect(await context.advanceDue()).toEqual([]);
    context.clock.now += 1;
    expect(await context.advanceDue()).toMatchObject([{ step: 'poll', upstreamId: 'up_1' }]);
  });
});

test('whatever a provider answers, each attempt is one request and the job ends in a state that the answer proves', async () => {
  const answer = fc.record({
    status: fc.constantFrom(
      200,
      201,
      202,
      204,
      301,
      307,
      400,
      401,
      402,
      403,
      404,
      408,
      409,
      413,
      422,
      429,
      500,
      502,
      503,
      504,
      524,
    ),
    body: fc.constantFrom(
      '',
      '{}',
      '{"id":"up_1"}',
      '{"error":{"message":"no"}}',
      '<html>',
      '{"id":',
      '{"id":"up_1","status":"failed"}',
      '[]',
    ),
  });
  await fc.assert(
    fc.asyncProperty(answer, async ({ status, body }) => {
      let creates = 0;
      const context = await openTestContext(() => {
        creates += 1;
        return new Response(status === 204 ? null : body, { status });
      });
      const outcome = await createJob(context, request).then(
        ([job]) => job?.step ?? job?.status,
        () => 'refused',
      );
      expect(creates).toBe(1);
      const isAccepted = status < 300 && body.includes('"id":"up_1"') && status !== 204;
      const isRefused =
        [400, 401, 402, 403, 404, 413, 422].includes(status) ||
        (status < 300 && status !== 204 && body.includes('error'));
      expect(outcome).toBe(
        isAccepted ? 'poll' : isRefused ? 'refused' : status === 429 ? 'submit' : 'unsure',
      );
      const open = await countOpen(context.database);
      const total = await countMatching(context.database, { isTrashed: false });
      expect({ open, total }).toEqual({
        open: isAccepted || status === 429 ? 1 : 0,
        total: isRefused ? 0 : 1,
      });
      await context.database.destroy();
    }),
    { numRuns: 120 },
  );
});
