import { afterAll, beforeAll, expect, test } from 'vitest';
import { StudioError } from '@/lib/errors';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { type HostileAnswer, hostileAnswers } from '@/lib/providers/hostile-bodies';
import { createJob } from './create-job';
import type { Job } from './job';
import { readLog } from './job-log';
import { jobLogSchema } from './log-wire';
import { presentLog } from './present-log';
import { presentVideo } from './present-video';
import { openTestContext, type TestContext } from './test-context';
import { makeTestVideo } from './test-video';
import { videoSchema } from './wire';

/** The life of a job at a provider that answers nothing but what is broken or means harm. */

const rejections: unknown[] = [];
const keep = (reason: unknown) => rejections.push(reason);
let video: Buffer;
beforeAll(async () => {
  process.on('unhandledRejection', keep);
  video = await makeTestVideo();
}, 40_000);
afterAll(() => {
  process.off('unhandledRejection', keep);
});

/** One that does not turn anybody away for long, so that each create is a try of its own. */
const patient = { ...openaiDialect.polling, requestsPerMinute: 100_000, requestsAtOnce: 1_000 };
const dialect = {
  ...openaiDialect,
  polling: patient,
  create: { ...openaiDialect.create, encoding: 'json' as const },
};

async function allJobs({ database, store }: TestContext): Promise<Job[]> {
  const rows = await database.selectFrom('jobs').select('id').where('purged_at', 'is', null).execute();
  const jobs = await Promise.all(rows.map(({ id }) => store.find(id)));
  return jobs.filter((job) => job !== null);
}

/** Lets so much time go by that whatever waits is due, and takes it a step further. */
async function stepAll(context: TestContext): Promise<void> {
  const jobs = await allJobs(context);
  context.clock.now = Math.max(context.clock.now, ...jobs.map(({ dueAt }) => dueAt ?? 0)) + 1;
  for (let taken = 1; taken > 0; ) taken = (await context.advanceDue()).length;
}

test('S22: 2,000 hostile answers, as a job meets them, lose no job and pay for none twice', async () => {
  const answers = hostileAnswers(2_000, 29);
  let next = 0;
  let isHonest = false;
  const take = (): HostileAnswer => answers[next++ % answers.length] as HostileAnswer;
  const prompts = new Map<string, number>();
  const context = await openTestContext(async (request, path) => {
    if (request.method === 'POST') {
      const { prompt } = await request.json();
      prompts.set(prompt, (prompts.get(prompt) ?? 0) + 1);
      // Every third is taken in good faith, so that its polls have something to be about.
      if (prompts.size % 3 === 0) return Response.json({ id: `up_${prompts.size}`, status: 'queued' });
    } else if (isHonest) {
      const bytes = new Uint8Array(video);
      if (path.endsWith('/content')) return new Response(bytes, { headers: { 'content-type': 'video/mp4' } });
      return Response.json({ id: decodeURIComponent(path.split('/').at(-1) ?? ''), status: 'completed' });
    }
    const { status, headers, body } = take();
    return new Response(new Uint8Array(body), { status, headers });
  }, dialect);

  const made: Job[] = [];
  const startedAt = performance.now();
  for (let count = 0; next < answers.length; count += 1) {
    const request = { prompt: `boat ${count}`, model: 'm', takes: 1, references: [] };
    try {
      made.push(...(await createJob(context, request)));
    } catch (error) {
      expect(error).toBeInstanceOf(StudioError);
      expect((error as StudioError).code).not.toBe('internal');
    }
    await context.circuits.close('test');
    context.clock.now += 1_000;
    if (count % 40 === 39) for (let round = 0; round < 3; round += 1) await stepAll(context);
  }
  expect(made.length).toBeGreaterThan(200);
  expect(rejections).toEqual([]);
  // A create that waits for its turn after a 429 is sent once more, and that one was refused; no other is.
  const jobs = await allJobs(context);
  expect(new Set(made.map(({ id }) => id))).toEqual(new Set(jobs.map(({ id }) => id)));
  for (const job of jobs) {
    const sent = prompts.get(job.request.prompt) ?? 0;
    if (job.upstreamId !== null || job.step === 'unsure') expect(sent - job.attempt, job.id).toBe(0);
    // What is kept can be shown, and is what the wire says that it is.
    const shown = JSON.stringify(presentVideo(job, context.providers));
    expect(() => videoSchema.parse(JSON.parse(shown)), shown).not.toThrow();
    expect(shown.length).toBeLessThan(60_000);
    const log = presentLog(job, await readLog(context.database, job.id));
    expect(() => jobLogSchema.parse(JSON.parse(JSON.stringify(log)))).not.toThrow();
  }
  expect(Object.keys(Object.prototype)).toEqual([]);

  // And what was accepted is there once its provider has come to its senses.
  isHonest = true;
  const [survivor] = jobs.filter(({ step, upstreamId }) => step === 'poll' && upstreamId?.startsWith('up_'));
  if (!survivor) throw new Error('No job is left to be asked about.');
  for (const { id } of jobs) {
    if (id !== survivor.id)
      await context.database.updateTable('jobs').set({ due_at: null }).where('id', '=', id).execute();
  }
  for (let round = 0; round < 3; round += 1) await stepAll(context);
  expect(await context.store.find(survivor.id)).toMatchObject({
    status: 'completed',
    saved: { bytes: video.length },
  });
  expect(performance.now() - startedAt).toBeLessThan(180_000);
}, 240_000);
