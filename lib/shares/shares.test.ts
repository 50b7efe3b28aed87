import { beforeAll, beforeEach, expect, test } from 'vitest';
import { purgeJob, trashJob } from '@/lib/jobs/change-job';
import { createJob } from '@/lib/jobs/create-job';
import { openTestContext, type TestContext } from '@/lib/jobs/test-context';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { openShares, type Shares } from './shares';

let video: Uint8Array<ArrayBuffer>;
let context: TestContext;
let shares: Shares;
let ids: string[];

const day = 24 * 3_600;
const refused = { code: 'not_found', message: 'This link does not lead anywhere.' };
const tokenOf = ({ path }: { path: string }) => path.slice('/s/'.length);

beforeAll(async () => {
  video = new Uint8Array(await makeTestVideo());
}, 40_000);

beforeEach(async () => {
  context = await openTestContext((upstream, place) => {
    if (upstream.method === 'POST') return Response.json({ id: crypto.randomUUID() });
    if (!place.endsWith('/content')) return Response.json({ id: 'up_1', status: 'completed' });
    return new Response(video, { headers: { 'content-type': 'video/mp4' } });
  });
  shares = openShares(context);
  await shares.turn({ is_on: true });
  ids = [];
  for (const prompt of ['a boat', 'a kite', 'a fox']) {
    const [job] = await createJob(context, { prompt, model: 'm', takes: 1, references: [] });
    ids.push(job?.id ?? '');
  }
  for (const _step of ['poll', 'archive']) {
    context.clock.now += 60_000;
    await context.advanceDue();
  }
  expect((await context.store.find(ids[2] ?? ''))?.status).toBe('completed');
});

const make = (more: object = {}) => shares.create({ video_ids: [ids[1], ids[0]], expires_in: day, ...more });

test('a link shows its videos in their order, and no more of them than it says', async () => {
  const made = await make();
  expect(made).toMatchObject({ object: 'share', video_ids: [ids[1], ids[0]], shows_prompt: false });
  expect(made.path).toMatch(/^\/s\/[\w-]{43}$/);
  const shown = await shares.open(tokenOf(made), 'peer');
  expect(shown).toEqual({
    object: 'shared',
    expires_at: made.expires_at,
    allows_download: false,
    videos: [ids[1], ids[0]].map((id, index) => ({
      ...{ id, number: index + 1, width: 480, height: 854, prompt: null, has_poster: true },
      seconds: expect.any(Number),
    })),
  });
  expect(JSON.stringify(shown)).not.toContain('boat');
  const open = await make({ show_prompt: true, allow_download: true });
  expect(await shares.open(tokenOf(open), 'peer')).toMatchObject({
    allows_download: true,
    videos: [{ prompt: 'a kite' }, { prompt: 'a boat' }],
  });
});

test('what is kept of a link opens nothing', async () => {
  const made = await make();
  const rows = await context.database.selectFrom('shares').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(tokenOf(made));
  for (const token of [rows[0]?.hash ?? '', made.id, '', 'x'.repeat(43), `${tokenOf(made)} `])
    await expect(shares.open(token, token), token).rejects.toMatchObject(refused);
  const [listed] = await shares.list();
  expect(listed).not.toHaveProperty('path');
});

test('it opens those videos alone, and each of them until it is thrown away', async () => {
  const [first = '', second = '', other = ''] = ids;
  const token = tokenOf(await make({ video_ids: [first, second] }));
  expect((await shares.openVideo(token, first, 'peer')).job.id).toBe(first);
  await expect(shares.openVideo(token, first, 'peer', true)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(shares.openVideo(token, other, 'peer')).rejects.toMatchObject(refused);
  await trashJob(context, first);
  await expect(shares.openVideo(token, first, 'peer')).rejects.toMatchObject(refused);
  expect((await shares.open(token, 'peer')).videos).toMatchObject([{ id: second, number: 2 }]);
  await purgeJob(context, second);
  await expect(shares.openVideo(token, second, 'peer')).rejects.toMatchObject(refused);
  await expect(shares.open(token, 'peer')).rejects.toMatchObject(refused);
});

test('it ends by its time, by being revoked, and while sharing is off', async () => {
  const token = tokenOf(await make({ expires_in: 60 }));
  context.clock.now += 59_999;
  await shares.open(token, 'peer');
  context.clock.now += 1;
  await expect(shares.open(token, 'peer')).rejects.toMatchObject(refused);
  expect(await shares.list()).toEqual([]);

  const made = await make();
  expect(await context.database.selectFrom('shares').select('id').execute()).toEqual([{ id: made.id }]);
  await shares.turn({ is_on: false });
  await expect(shares.openVideo(tokenOf(made), ids[0] ?? '', 'peer')).rejects.toMatchObject(refused);
  await expect(make()).rejects.toMatchObject({ code: 'forbidden' });
  await shares.turn({ is_on: true });
  await shares.open(tokenOf(made), 'peer');
  await shares.revoke(made.id);
  await expect(shares.open(tokenOf(made), 'peer')).rejects.toMatchObject(refused);
  await expect(shares.revoke(made.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('sharing is off until somebody turns it on', async () => {
  expect(await openShares(await openTestContext(() => new Response())).readSharing()).toEqual({
    object: 'sharing',
    is_on: false,
  });
});

test('many wrong tries are told to wait, and hold up nobody who has a link', async () => {
  const token = tokenOf(await make());
  for (let index = 0; index < 10; index += 1)
    await expect(shares.open(`guess-${index}`, 'peer')).rejects.toMatchObject(refused);
  await expect(shares.open('guess', 'peer')).rejects.toMatchObject({ code: 'rate_limited' });
  await shares.open(token, 'peer');
});

test('what is not ready is shown as soon as it is', async () => {
  const [open] = await createJob(context, { prompt: 'x', model: 'm', takes: 1, references: [] });
  const token = tokenOf(await make({ video_ids: [ids[0], open?.id] }));
  expect((await shares.open(token, 'peer')).videos).toHaveLength(1);
  for (const _step of ['poll', 'archive']) {
    context.clock.now += 60_000;
    await context.advanceDue();
  }
  expect((await shares.open(token, 'peer')).videos).toHaveLength(2);
});

test('a link is made to videos that are ready, for a time', async () => {
  const [ready = '', trashed = ''] = ids;
  await trashJob(context, trashed);
  const [open] = await createJob(context, { prompt: 'x', model: 'm', takes: 1, references: [] });
  const refusals: [object, string, string | null][] = [
    [{ video_ids: [] }, 'invalid_request', 'video_ids'],
    [{ video_ids: Array.from({ length: 101 }, () => ready) }, 'invalid_request', 'video_ids'],
    [{ video_ids: [open?.id, trashed] }, 'invalid_request', 'video_ids'],
    [{ video_ids: ['video_none'] }, 'not_found', 'video_ids'],
    [{ expires_in: 0 }, 'invalid_request', 'expires_in'],
    [{ expires_in: undefined }, 'invalid_request', 'expires_in'],
    [{ expires_in: 366 * day }, 'invalid_request', 'expires_in'],
    [{ path: '/s/mine' }, 'invalid_request', 'path'],
  ];
  for (const [change, code, param] of refusals)
    await expect(make({ video_ids: [ready], ...change }), JSON.stringify(change)).rejects.toMatchObject({
      code,
      param,
    });
  expect(await shares.list()).toEqual([]);
});
