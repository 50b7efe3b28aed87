import { beforeAll, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/log';
import { changeJob, purgeJob, trashJob } from './change-job';
import { createJob } from './create-job';
import { stateOf } from './job';
import { answerList } from './list-request';
import { openTestContext, type TestContext } from './test-context';
import { makeTestVideo } from './test-video';

/** A video is deleted, to the trash or for good, in each state of its life and in the middle of each step. */

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
  vi.spyOn(log, 'warn').mockImplementation(() => {});
}, 40_000);

const json = (body: unknown, status = 200) => Response.json(body, { status });
const hour = 3_600_000;

type Stage = 'create' | 'poll' | 'content';
type Script = { create?: () => Response; poll?: () => Response; during?: Stage };

/** A studio whose provider, in the middle of answering one stage, lets a person do something. */
async function open(script: Script = {}) {
  const sent: string[] = [];
  let act: ((context: TestContext, id: string) => Promise<void>) | null = null;
  const answers = {
    create: script.create ?? (() => json({ id: 'up_1' })),
    poll: script.poll ?? (() => json({ id: 'up_1', status: 'completed' })),
    content: () => new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } }),
  };
  const context: TestContext = await openTestContext(async ({ method }, place) => {
    const stage = method === 'POST' ? 'create' : place.endsWith('/content') ? 'content' : 'poll';
    sent.push(stage);
    if (stage === script.during && act) {
      const once = act;
      act = null;
      await once(context, await theId());
    }
    return answers[stage]();
  });
  const theId = async () =>
    (await context.database.selectFrom('jobs').select('id').executeTakeFirstOrThrow()).id;
  return {
    context,
    sent,
    theId,
    theJob: async () => context.store.find(await theId()),
    /** Makes the job; `meanwhile` is done in the middle of the stage. */
    async create(meanwhile?: typeof act) {
      act = meanwhile ?? null;
      await createJob(context, { prompt: 'a boat', model: 'm', takes: 1, references: [] });
    },
    async run(steps = 20) {
      for (let step = 0; step < steps; step += 1) {
        context.clock.now += hour;
        await context.advanceDue();
      }
    },
    /** What of it is on the disk. */
    files: async () => {
      const folders = await Promise.all(
        ['videos', 'inline', 'parts'].map((name) => context.storage.list(name)),
      );
      return folders.flat().map(({ key }) => key);
    },
    listed: async (query = '') =>
      (await answerList(context, new URLSearchParams(query))).data.map(({ status }) => status),
  };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** Each state at rest, by how it is come to. */
const atRest: [state: string, script: Script, steps: number][] = [
  ['submit', { create: () => json({}, 429) }, 0],
  ['unsure', { create: () => json({}, 502) }, 0],
  ['poll', {}, 0],
  ['archive', {}, 1],
  ['completed', {}, 2],
  ['failed', { poll: () => json({ id: 'up_1', status: 'failed' }) }, 1],
];
const inFlight: [step: string, stage: Stage, steps: number][] = [
  ['submitting', 'create', 0],
  ['running', 'poll', 1],
  ['archiving', 'content', 2],
];

async function openAt(script: Script, steps: number): Promise<Opened> {
  const opened = await open(script);
  await opened.create();
  await opened.run(steps);
  return opened;
}

describe('F41: to the trash', () => {
  test.each(atRest)('at rest in %s: it stays there, and paid work goes on', async (state, script, steps) => {
    const opened = await openAt(script, steps);
    const { context, theId, theJob, listed, run } = opened;
    expect(stateOf((await theJob()) ?? { status: 'failed', step: null })).toBe(state);
    await trashJob(context, await theId());
    const trashedAt = context.clock.now;
    await run();
    expect(await theJob()).toMatchObject({ trashedAt, purgedAt: null });
    expect(await listed()).toEqual([]);
    const isPaidFor = state === 'poll' || state === 'archive' || state === 'completed';
    expect((await theJob())?.status === 'completed').toBe(isPaidFor);
    await changeJob(context, await theId(), 'restore');
    expect(await listed()).toHaveLength(1);
  });

  test.each(inFlight)('while %s: the answer that comes then does not bring it back', async (_step, stage) => {
    const { create, run, theJob, listed, sent } = await open({ during: stage });
    await create(trashJob);
    await run();
    expect(await theJob()).toMatchObject({ status: 'completed', trashedAt: expect.any(Number) });
    expect(await listed()).toEqual([]);
    expect(sent.filter((each) => each === 'create')).toHaveLength(1);
  });
});

describe('F41: for good', () => {
  test.each(atRest)(
    'at rest in %s: nothing more is sent, and nothing is left',
    async (_state, script, steps) => {
      const { context, theId, theJob, listed, run, sent, files } = await openAt(script, steps);
      await purgeJob(context, await theId());
      const before = sent.length;
      await run();
      expect(sent).toHaveLength(before);
      expect(await theJob()).toMatchObject({
        step: null,
        purgedAt: expect.any(Number),
        request: { prompt: '' },
      });
      expect([...(await listed()), ...(await listed('trashed=true'))]).toEqual([]);
      expect(await files()).toEqual([]);
    },
  );

  test.each(inFlight)('while %s: it is refused for the moment, and done after that', async (_step, stage) => {
    const { context, create, run, theId, theJob, files } = await open({ during: stage });
    const refused = vi.fn();
    await create((held, id) => purgeJob(held, id).catch(refused));
    await run();
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ code: 'not_ready', status: 409 }));
    expect(await theJob()).toMatchObject({ status: 'completed' });
    await purgeJob(context, await theId());
    expect(await files()).toEqual([]);
  });

  const loseLease = async (context: TestContext, id: string) => {
    context.clock.now += hour;
    await purgeJob(context, id);
  };

  test.each(inFlight)(
    'while %s under a lease that is lost: no answer brings it back',
    async (_step, stage) => {
      const { context, create, run, theJob, sent, files, listed } = await open({ during: stage });
      // Whoever still waits for the create is told that it was deleted.
      await create(loseLease).catch((error: unknown) => expect(error).toMatchObject({ code: 'cancelled' }));
      await run();
      expect(await theJob()).toMatchObject({ step: null, purgedAt: expect.any(Number) });
      expect(await context.database.selectFrom('jobs').select('id').execute()).toHaveLength(1);
      expect(await listed()).toEqual([]);
      expect(sent.filter((each) => each === 'create')).toHaveLength(1);
      expect(await files()).toEqual([]);
    },
  );

  test('while its files are put away, under a lease that is lost: none of them stays', async () => {
    const { context, create, run, theId, theJob, files } = await open();
    await create();
    const putFile = context.storage.putFile.bind(context.storage);
    vi.spyOn(context.storage, 'putFile').mockImplementation(async (key, from) => {
      if (key.endsWith('video.json')) await loseLease(context, await theId());
      return putFile(key, from);
    });
    await run();
    expect(await theJob()).toMatchObject({ purgedAt: expect.any(Number) });
    expect(await files()).toEqual([]);
  });
});
