import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { changeJob } from './change-job';
import { createJob } from './create-job';
import { presentVideo } from './present-video';
import { openTestContext, type TestContext } from './test-context';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

/** A job that the provider has accepted; each poll is answered by the next of these, the last one for ever. */
async function openAccepted(
  ...answers: (() => Response | Promise<Response>)[]
): Promise<TestContext & { id: string; polls: () => number }> {
  let polls = 0;
  const context = await openTestContext((upstream) => {
    if (upstream.method === 'POST') return Response.json({ id: 'up_1', status: 'queued' });
    const answer = answers[Math.min(polls, answers.length - 1)];
    polls += 1;
    return answer?.() ?? new Response(null, { status: 500 });
  });
  const [job] = await createJob(context, request);
  return Object.assign(context, { id: job?.id ?? '', polls: () => polls });
}

/** Lets time go by to the next due poll, so many times. */
async function pollTimes(context: TestContext & { id: string }, times: number) {
  for (let time = 0; time < times; time += 1) {
    const job = await context.store.find(context.id);
    if (job?.step !== 'poll') break;
    context.clock.now = Math.max(context.clock.now, job.dueAt ?? 0);
    await context.advanceDue();
  }
  return context.store.find(context.id);
}

const running = (progress: unknown) => () => Response.json({ id: 'up_1', status: 'in_progress', progress });

const troubles = {
  'HTTP 500': () => new Response('oops', { status: 500 }),
  'HTTP 429': () => Response.json({}, { status: 429 }),
  'a web page': () => new Response('<html>502</html>', { status: 502 }),
  'a web page that says 200': () => new Response('<html>hello</html>'),
  'half a JSON': () => new Response('{"id":"up_1","stat'),
  'a cut connection': () => Promise.reject(new TypeError('terminated')),
  'a locked door': () => Response.json({ error: { message: 'bad key' } }, { status: 401 }),
};

describe('polling', () => {
  test.each(Object.entries(troubles))('F18: outlives fifty times %s', async (_name, trouble) => {
    const context = await openAccepted(running(40), ...Array.from({ length: 50 }, () => trouble), () =>
      Response.json({ id: 'up_1', status: 'completed' }),
    );
    await pollTimes(context, 1);
    const inTrouble = await pollTimes(context, 50);
    expect(inTrouble).toMatchObject({ status: 'in_progress', step: 'poll', progress: 40, failures: 50 });
    expect(await pollTimes(context, 1)).toMatchObject({ step: 'archive', failures: 0 });
  });

  test('waits as long as the provider asks, and no longer than five minutes in trouble', async () => {
    const slow = () =>
      Response.json({ id: 'up_1', status: 'queued' }, { headers: { 'openai-poll-after-ms': '90000' } });
    const context = await openAccepted(slow, ...Array.from({ length: 30 }, () => troubles['HTTP 500']));
    const before = await pollTimes(context, 1);
    expect(before?.dueAt).toBe(context.clock.now + 90_000);
    const after = await pollTimes(context, 30);
    expect((after?.dueAt ?? 0) - context.clock.now).toBeLessThanOrEqual(5 * 60_000);
  });

  test('F19: shows progress that only grows, whatever is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: -50, max: 300 }), fc.constantFrom('45%', 'soon', null)), {
          minLength: 1,
          maxLength: 12,
        }),
        async (said) => {
          const context = await openAccepted(...said.map((progress) => running(progress)));
          let shown = 0;
          for (const _ of said) {
            const job = await pollTimes(context, 1);
            expect(job?.step).toBe('poll');
            expect(job?.progress ?? 0).toBeGreaterThanOrEqual(shown);
            shown = job?.progress ?? shown;
          }
          await context.database.destroy();
        },
      ),
      { numRuns: 40 },
    );
  });

  test('F21: takes a failed job at its word, also when it comes as HTTP 500', async () => {
    const failed = () =>
      Response.json(
        { id: 'up_1', status: 'failed', error: { code: 500, message: 'out of memory' } },
        { status: 500 },
      );
    const context = await openAccepted(failed);
    expect(await pollTimes(context, 1)).toMatchObject({
      status: 'failed',
      errorCode: 'provider_error',
      errorMessage: 'out of memory',
    });
  });

  test('F20: says of a job that is not found that it is lost, and ends it only after a day of that', async () => {
    const missing = () => Response.json({ error: { message: 'no such video' } }, { status: 404 });
    const context = await openAccepted(missing, missing, missing, running(10));
    expect(await pollTimes(context, 4)).toMatchObject({ step: 'poll', progress: 10 });

    const gone = await openAccepted(...Array.from({ length: 70 }, () => missing), running(70));
    const { submittedAt } = (await gone.store.find(gone.id)) ?? {};
    expect(await pollTimes(gone, 7)).toMatchObject({ step: 'poll', errorCode: null });
    expect(await pollTimes(gone, 20)).toMatchObject({
      status: 'in_progress',
      step: 'poll',
      errorCode: 'provider_not_found',
      errorMessage: expect.stringContaining('no such video'),
    });
    expect(await pollTimes(gone, 60)).toMatchObject({ status: 'failed', errorCode: 'provider_not_found' });
    expect(gone.clock.now - (submittedAt ?? 0)).toBeGreaterThanOrEqual(24 * 3_600_000);
    expect(gone.polls()).toBeLessThan(70);
    expect(await changeJob(gone, gone.id, 'ask-again')).toMatchObject({
      status: 'in_progress',
      step: 'poll',
      errorCode: null,
    });
  });

  test('F20: a job that is found again has nothing wrong with it', async () => {
    const missing = () => Response.json({ error: { message: 'no such video' } }, { status: 404 });
    const context = await openAccepted(...Array.from({ length: 20 }, () => missing), running(70));
    await pollTimes(context, 20);
    expect(await pollTimes(context, 1)).toMatchObject({ progress: 70, errorCode: null, errorMessage: null });
  });

  test('says that a job waits at its provider for as long as the provider does, and gives no percentage', async () => {
    const queued = () => Response.json({ id: 'up_1', status: 'queued', progress: 0 });
    const context = await openAccepted(queued, running(0), queued, running(20), () =>
      Response.json({ id: 'up_1', status: 'queued', progress: 20 }),
    );
    const isQueued = async (polls: number) => {
      const job = await pollTimes(context, polls);
      return job && presentVideo(job, context.providers).firstframe.upstream_queued;
    };
    await context.advanceDue();
    const seen = [];
    for (const polls of [0, 1, 1, 1, 1, 1]) seen.push(await isQueued(polls));
    expect(seen).toEqual([true, true, false, true, false, false]);
  });

  test('F24: a job that never ends has stalled after its deadline, and is asked about hourly from then on', async () => {
    const context = await openAccepted(running(99));
    const { submittedAt } = (await context.store.find(context.id)) ?? {};
    expect(await pollTimes(context, 3)).toMatchObject({ stalledAt: null });
    context.clock.now = (submittedAt ?? 0) + openaiDialect.polling.deadlineMs;
    const stalledAt = context.clock.now;
    expect(await pollTimes(context, 1)).toMatchObject({
      status: 'in_progress',
      stalledAt,
      dueAt: stalledAt + 3_600_000,
    });
    const later = await pollTimes(context, 200);
    expect(later).toMatchObject({ status: 'in_progress', step: 'poll', stalledAt });
    expect(later && presentVideo(later, context.providers).firstframe.stalled_at).toBe(stalledAt / 1_000);
    expect(openaiDialect.polling.deadlineMs).toBe(24 * 3_600_000);
  });

  test('waits for a provider that is not connected at the moment', async () => {
    const context = await openAccepted(running(10));
    const without = { ...context, providers: { ...context.providers, find: () => null } };
    const [held] = await context.store.claimDue(
      context.clock.now + 60_000,
      { holder: 'w', until: context.clock.now + 120_000 },
      1,
    );
    if (!held) throw new Error('Nothing was due.');
    const { advanceJob } = await import('./advance-job');
    expect(await advanceJob(without, held)).toMatchObject({ status: 'in_progress', step: 'poll' });
  });
});
