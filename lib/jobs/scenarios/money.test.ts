import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceJob } from '@/lib/jobs/advance-job';
import { changeJob } from '@/lib/jobs/change-job';
import { claimJobs } from '@/lib/jobs/claim-jobs';
import { createJob } from '@/lib/jobs/create-job';
import { canMove, type Job, type JobState, stateOf } from '@/lib/jobs/job';
import { fromRow } from '@/lib/jobs/job-row';
import { openTestContext, type TestContext } from '@/lib/jobs/test-context';

/** The promise itself, against histories that nobody would think of: two workers, lost leases, lost answers, people. */

/** `FIRSTFRAME_TEST_HISTORIES=10000` for the figure of the dossier's goal R2. */
const histories = Number(process.env.FIRSTFRAME_TEST_HISTORIES ?? 60);

const moods = [
  'accepts',
  'accepts when the lease is over',
  'accepts when a person has sent it again',
  'loses the answer',
  'refuses',
  'wants us to wait',
  'is broken',
] as const;
type Mood = (typeof moods)[number];

/** What is simple enough to be right: each prompt is one wish, and these are the times that somebody paid for it. */
type Model = { wishes: number; pressed: Map<string, number> };

type Real = {
  context: TestContext;
  mood: Mood;
  /** What the provider has charged: its ids, by prompt. */
  charged: Map<string, string[]>;
  /** Ids that the studio was told of. */
  told: Set<string>;
  posts: number;
  /** Jobs that a worker has claimed and not got round to. */
  stalled: Job[];
  states: Map<string, JobState>;
};

const press = (model: Model, prompt: string) =>
  model.pressed.set(prompt, (model.pressed.get(prompt) ?? 0) + 1);

async function openReal(model: Model): Promise<Real> {
  const context = await openTestContext(async (request, path) => {
    if (request.method === 'POST') return answerCreate(String((await request.formData()).get('prompt')));
    if (path !== '/videos') return Response.json({ id: path.split('/').at(-1), status: 'in_progress' });
    const data = [...real.charged].flatMap(([prompt, ids]) =>
      ids.map((id) => ({ id, prompt, created_at: Number(id.split(':')[1]) })),
    );
    return Response.json({ data, has_more: false });
  });
  const real: Real = {
    context,
    mood: 'accepts',
    charged: new Map(),
    told: new Set(),
    posts: 0,
    stalled: [],
    states: new Map(),
  };
  async function answerCreate(prompt: string): Promise<Response> {
    real.posts += 1;
    const number = real.posts;
    if (real.mood === 'refuses') return Response.json({ error: { message: 'no' } }, { status: 400 });
    if (real.mood === 'wants us to wait') return Response.json({}, { status: 429 });
    if (real.mood === 'is broken') return new Response('<html>', { status: 502 });
    const id = `up_${number}:${Math.floor(context.clock.now / 1_000)}`;
    real.charged.set(prompt, [...(real.charged.get(prompt) ?? []), id]);
    if (real.mood === 'accepts when the lease is over') {
      context.clock.now += 600_000;
      await context.advanceDue(`in between ${context.clock.now}`);
    }
    if (real.mood === 'accepts when a person has sent it again') {
      context.clock.now += 600_000;
      await context.advanceDue(`in between ${context.clock.now}`);
      real.mood = 'accepts';
      await sendAgain(prompt);
      await context.advanceDue(`later ${context.clock.now}`);
    }
    if (real.mood === 'loses the answer') throw new TypeError('terminated');
    real.told.add(id);
    return Response.json({ id, status: 'queued' });
  }
  async function sendAgain(prompt: string): Promise<void> {
    const rows = await context.database.selectFrom('jobs').selectAll().where('prompt', '=', prompt).execute();
    for (const { id } of rows) {
      const done = await changeJob(context, id, 'send-again').catch(() => null);
      if (done) press(model, prompt);
    }
  }
  return real;
}

/** What has to be so after every step of every history. */
async function check(model: Model, real: Real): Promise<void> {
  const rows = await real.context.database.selectFrom('jobs').selectAll().execute();
  const jobs = rows.map(fromRow);
  // Each attempt is one request, and each request one attempt.
  expect(jobs.reduce((sum, { attempt }) => sum + attempt, 0)).toBe(real.posts);
  // Nobody is charged more often than somebody pressed.
  for (const [prompt, ids] of real.charged)
    expect(ids.length, prompt).toBeLessThanOrEqual(model.pressed.get(prompt) ?? 0);
  // What the studio was told of is held, and by one job.
  const holders = jobs.flatMap(({ upstreamId }) => upstreamId ?? []);
  expect(new Set(holders).size).toBe(holders.length);
  for (const id of real.told) expect(holders).toContain(id);
  for (const job of jobs) {
    const ids = real.charged.get(job.request.prompt) ?? [];
    if (job.upstreamId !== null) expect(ids).toContain(job.upstreamId);
    // Money may be spent: then it is never said that nothing happened, and never sent again by itself.
    if (ids.length > 0 && job.upstreamId === null && job.submittedAt === null)
      expect(model.pressed.get(job.request.prompt)).toBeGreaterThan(1);
    const [before, after] = [real.states.get(job.id), stateOf(job)];
    if (before && before !== after) expect(canMove(before, after), `${before} to ${after}`).toBe(true);
    real.states.set(job.id, after);
  }
}

type Command = fc.AsyncCommand<Model, Real>;

/** A step of a history, which is written by its name where one fails. */
function step(name: string, act: (model: Model, real: Real) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      await act(model, real);
      await check(model, real);
    },
  };
}

const requestFor = (prompt: string) => ({ prompt, model: 'm', takes: 1, references: [] });
async function pick({ context }: Real, which: number): Promise<Job | null> {
  const rows = await context.database.selectFrom('jobs').selectAll().orderBy('created_at').execute();
  const row = rows[which % Math.max(1, rows.length)];
  return row ? fromRow(row) : null;
}

const commands: fc.Arbitrary<Command>[] = [
  fc.constantFrom(...moods).map((mood) =>
    step(`the provider ${mood}`, async (_model, real) => {
      real.mood = mood;
    }),
  ),
  fc.constant(
    step('create', async (model, real) => {
      model.wishes += 1;
      const prompt = `wish ${model.wishes}`;
      press(model, prompt);
      await createJob(real.context, requestFor(prompt)).catch(() => {});
    }),
  ),
  fc.integer({ min: 1, max: 2 }).map((retries) =>
    step(`the caller sends the last create again, ${retries}`, async (model, real) => {
      if (model.wishes === 0) return;
      const prompt = `wish ${model.wishes}`;
      // A refused or forgotten create may be made anew, which is a press of its own; one that may be paid for is not.
      const rows = await real.context.database.selectFrom('jobs').selectAll().execute();
      // One that a lost attempt made after all answers to nobody's create.
      const made = rows.map(fromRow).filter(({ requestHash }) => !requestHash.startsWith('late '));
      const last = made.findLast(({ request }) => request.prompt === prompt);
      const isNew = !last || last.purgedAt !== null || last.createdAt < real.context.clock.now - 600_000;
      if (isNew) press(model, prompt);
      await createJob(real.context, requestFor(prompt), { retries }).catch(() => {});
    }),
  ),
  fc.integer({ min: 1, max: 3_600_000 }).map((milliseconds) =>
    step(`${milliseconds} ms go by`, async (_model, real) => {
      real.context.clock.now += milliseconds;
    }),
  ),
  fc.constantFrom('one', 'other').map((worker) =>
    step(`worker ${worker} works`, async (_model, { context }) => {
      await context.advanceDue(`${worker} at ${context.clock.now}`);
    }),
  ),
  fc.constant(
    step('a worker claims what is due and stalls', async (_model, real) => {
      const { now } = real.context.clock;
      const lease = { holder: `stalled at ${now} ${real.stalled.length}`, until: now + 60_000 };
      real.stalled.push(...(await claimJobs(real.context, lease, 10)));
    }),
  ),
  fc.constant(
    step('the stalled worker goes on', async (_model, real) => {
      for (const job of real.stalled.splice(0)) await advanceJob(real.context, job);
    }),
  ),
  fc.constant(
    step('the process ends and starts again', async (_model, real) => {
      real.stalled = [];
      await real.context.store.expireLeases();
    }),
  ),
  fc
    .tuple(fc.nat(20), fc.constantFrom('send-again', 'give-up', 'cancel', 'ask-again'))
    .map(([which, action]) =>
      step(`a person: ${action} ${which}`, async (model, real) => {
        const job = await pick(real, which);
        const done = job && (await changeJob(real.context, job.id, action).catch(() => null));
        if (job && done && action === 'send-again') press(model, job.request.prompt);
      }),
    ),
];

test(`R2: nothing is paid twice and nothing told of is lost, in ${histories} histories`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (history) => {
      const model: Model = { wishes: 0, pressed: new Map() };
      const real = await openReal(model);
      await fc.asyncModelRun(() => ({ model, real }), history);
      await real.context.database.destroy();
    }),
    { numRuns: histories },
  );
}, 3_600_000);
