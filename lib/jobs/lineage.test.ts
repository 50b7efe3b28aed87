import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeImage } from '@/lib/providers/contract/test-image';
import { purgeJob, trashJob } from './change-job';
import { createJob } from './create-job';
import { parseCreateRequest } from './create-request';
import type { Job } from './job';
import { findLineage } from './lineage';
import { openTestContext } from './test-context';

async function open() {
  let made = 0;
  const context = await openTestContext(() => {
    made += 1;
    return Response.json({ id: `up_${made}` });
  });
  const picture = (await readFile((await makeImage({ role: 'first_frame' })).path)).toString('base64');
  /** Makes a video, a second after the one before. */
  async function create(fields: Record<string, unknown> = {}, options: Parameters<typeof createJob>[2] = {}) {
    context.clock.now += 1_000;
    const request = parseCreateRequest({ prompt: 'a boat', model: 'm', ...fields }, []);
    const jobs = await createJob(context, request, options);
    if (!jobs[0]) throw new Error('There is no job.');
    return Object.assign(jobs[0], { takes: jobs.map(({ id }) => id) });
  }
  const fromFrame = (parent: Job, frame: number) =>
    create({
      input_reference: picture,
      first_frame_from: { video_id: parent.id, frame, seconds: frame / 24 },
    });
  const lineage = async (job: Job) =>
    findLineage(context.database, (await context.store.find(job.id)) ?? job);
  return { context, picture, create, fromFrame, lineage };
}

test('a video knows the frame that it began with, and the other one what came of it', async () => {
  const { create, fromFrame, lineage } = await open();
  const parent = await create();
  const child = await fromFrame(parent, 57);
  const grandchild = await fromFrame(child, 3);
  expect(await lineage(child)).toMatchObject({
    parents: [{ id: parent.id, kind: 'first_frame', frame: 57, seconds: 57 / 24, prompt: 'a boat' }],
    takes: [{ id: child.id, state: 'in_progress' }],
    take_number: 1,
    takes_total: 1,
    children: [{ id: grandchild.id, kind: 'first_frame', frame: 3 }],
    children_total: 1,
  });
  expect(await lineage(parent)).toMatchObject({ parents: [], children: [{ id: child.id }] });
});

test('what a call made is a child too, and a last frame is told from a first one', async () => {
  const { create, lineage, picture } = await open();
  const parent = await create();
  const source = { call: 'remix' as const, id: parent.id, upstreamId: 'up_1' };
  const remix = await create({}, { source });
  const ended = await create({
    input_reference: picture,
    last_frame: picture,
    last_frame_from: JSON.stringify({ video_id: parent.id }),
    first_frame_from: { video_id: remix.id, frame: 0 },
  });
  const { children, children_total } = await lineage(parent);
  expect({ children: children.map(({ id, kind, frame }) => [id, kind, frame]), children_total }).toEqual({
    children: [
      [remix.id, 'remix', null],
      [ended.id, 'last_frame', null],
    ],
    children_total: 2,
  });
  expect((await lineage(ended)).parents).toMatchObject([
    { id: remix.id, kind: 'first_frame', frame: 0 },
    { id: parent.id, kind: 'last_frame', frame: null },
  ]);
});

test('takes with a seed count up with it', async () => {
  const { create, lineage } = await open();
  const first = await create({ n: 4, seed: 7 });
  const { takes, take_number } = await lineage(first);
  expect({ order: takes.map(({ id }) => id), take_number }).toEqual({ order: first.takes, take_number: 1 });
});

test('the takes of one submit stand in the order of lists, and each knows its number', async () => {
  const { create, lineage } = await open();
  const { takes } = await create({ n: 4 });
  const first = await lineage({ id: takes[0] } as Job);
  const order = first.takes.map(({ id }) => id);
  expect(order.toSorted()).toEqual(takes.toSorted());
  for (const [index, id] of order.entries())
    expect(await lineage({ id } as Job)).toMatchObject({ take_number: index + 1, takes_total: 4 });
});

test('a parent in the trash, one deleted for good, and one that never was here are named as such', async () => {
  const { context, create, fromFrame, lineage } = await open();
  const parent = await create();
  const child = await fromFrame(parent, 1);
  await trashJob(context, parent.id);
  expect((await lineage(child)).parents).toMatchObject([{ state: 'trashed', prompt: 'a boat' }]);
  await context.store.saveHeld(parent.id, parent.holder ?? '', { holder: null, leasedUntil: null }, 0);
  await purgeJob(context, parent.id);
  expect((await lineage(child)).parents).toMatchObject([{ state: 'purged', prompt: null, size: null }]);
  const orphan = await fromFrame({ id: 'video_elsewhere' } as Job, 1);
  expect((await lineage(orphan)).parents).toMatchObject([{ id: 'video_elsewhere', state: 'missing' }]);
});

test('of 230 children 200 are told of, and how many there are', async () => {
  const { context, create, lineage, fromFrame } = await open();
  const parent = await create();
  const child = await fromFrame(parent, 1);
  const { version: _version, changeSequence: _sequence, ...row } = child;
  const { takes: _takes, ...blank } = row as Job & { takes?: string[] };
  await context.store.insert(Array.from({ length: 229 }, (_, index) => ({ ...blank, id: `video_${index}` })));
  const { children, children_total } = await lineage(parent);
  expect({ told: children.length, children_total }).toEqual({ told: 200, children_total: 230 });
});

test('where an image was taken from does not make another request of it', async () => {
  const { create, picture } = await open();
  const key = { idempotencyKey: 'one key' };
  const first = await create({ input_reference: picture }, key);
  const again = await create({ input_reference: picture, first_frame_from: { video_id: first.id } }, key);
  expect(again.id).toBe(first.id);
});
