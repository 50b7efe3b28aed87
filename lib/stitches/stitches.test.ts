import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { trashJob } from '@/lib/jobs/change-job';
import { createJob } from '@/lib/jobs/create-job';
import { openTestContext, type TestContext } from '@/lib/jobs/test-context';
import { writeTestVideo } from '@/lib/media/write-test-video';
import { openStitches, type Stitches } from './stitches';

let film: Uint8Array<ArrayBuffer>;
let context: TestContext;
let stitches: Stitches;
let ids: string[];

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-stitches-'));
  film = new Uint8Array(await readFile(await writeTestVideo(path.join(folder, 'film.mp4'), { frames: 10 })));
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  context = await openTestContext((upstream, place) => {
    if (upstream.method === 'POST') return Response.json({ id: crypto.randomUUID() });
    if (!place.endsWith('/content')) return Response.json({ id: 'up_1', status: 'completed' });
    return new Response(film, { headers: { 'content-type': 'video/mp4' } });
  });
  stitches = openStitches(context);
  ids = [];
  for (const prompt of ['a boat', 'a kite']) {
    const [job] = await createJob(context, { prompt, model: 'm', takes: 1, references: [] });
    ids.push(job?.id ?? '');
  }
  for (const _step of ['poll', 'archive']) {
    context.clock.now += 60_000;
    await context.advanceDue();
  }
}, 60_000);

afterEach(() => stitches.stop());
afterAll(() => vi.restoreAllMocks());

const create = (more: object = {}) => stitches.create({ videos: ids.map((id) => ({ id })), ...more });
const ended = async (id: string) => {
  const settle = async () => expect((await stitches.read(id)).expires_at).not.toBeNull();
  await vi.waitFor(settle, { timeout: 60_000, interval: 50 });
  return stitches.read(id);
};
const files = async () => (await context.storage.list('stitches')).map(({ key }) => key);

test('videos are stitched, downloaded, and deleted after some days', async () => {
  const asked = await create();
  expect(asked).toMatchObject({ object: 'stitch', status: 'queued', progress: 0, made: null, fit: 'bars' });
  await expect(stitches.findContent(asked.id)).rejects.toMatchObject({ code: 'not_ready' });
  const stitch = await ended(asked.id);
  expect(stitch).toMatchObject({
    ...{ status: 'completed', progress: 100, error: null },
    made: { copied: true, width: 320, height: 180, fps: 10, frames: 20 },
    videos: ids.map((id) => ({ id, first_frame: null, last_frame: null })),
  });
  const content = await stitches.findContent(stitch.id);
  expect(content).toMatchObject({ type: 'video/mp4', size: stitch.made?.bytes });
  const bytes = await buffer((await context.storage.read(content.key)) ?? Readable.from([]));
  expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
  expect(await stitches.list()).toEqual([stitch]);

  context.clock.now += 3 * 24 * 3_600_000 - 1;
  await stitches.forgetOld();
  expect(await files()).toEqual([content.key]);
  context.clock.now += 1;
  await stitches.forgetOld();
  expect([await files(), await stitches.list()]).toEqual([[], []]);
  await expect(stitches.read(stitch.id)).rejects.toMatchObject({ code: 'not_found' });
}, 90_000);

test('a part is what lies between two frames, and a size can be asked for', async () => {
  const videos = [
    { id: ids[0], first_frame: 2, last_frame: 4 },
    { id: ids[1], last_frame: 0 },
  ];
  const stitch = await ended((await create({ videos, size: '160x160', fit: 'crop' })).id);
  expect(stitch).toMatchObject({
    ...{ size: '160x160', fit: 'crop' },
    made: { copied: false, width: 160, height: 160, frames: 4 },
    videos: [
      { id: ids[0], first_frame: 2, last_frame: 4 },
      { id: ids[1], first_frame: null, last_frame: 0 },
    ],
  });
}, 90_000);

test('one that cannot be made says which video is the reason', async () => {
  const videos = [{ id: ids[0] }, { id: ids[1], first_frame: 10 }];
  const stitch = await ended((await create({ videos })).id);
  expect(stitch).toMatchObject({
    status: 'failed',
    made: null,
    error: { code: 'unsupported', param: 'videos[1]' },
  });
  await expect(stitches.findContent(stitch.id)).rejects.toMatchObject({ code: 'not_found' });
}, 90_000);

test('one for which the disk is too small says so, and leaves nothing behind', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const halves = async function* () {
    yield film.subarray(0, 1_000);
    throw full;
  };
  vi.spyOn(context.storage, 'read').mockResolvedValueOnce(Readable.from(halves()));
  const temporary = vi.spyOn(context.storage, 'temporaryPath');
  const stitch = await ended((await create()).id);
  expect(stitch).toMatchObject({ status: 'failed', error: { code: 'storage_full', param: null } });
  const paths = await Promise.all(temporary.mock.results.map(({ value }) => value));
  expect(paths.map((file) => existsSync(file))).toEqual([false, false]);
  vi.restoreAllMocks();
});

test('one whose turn comes when the disk is nearly full copies nothing, and says so', async () => {
  const read = vi.spyOn(context.storage, 'read');
  const room = vi.spyOn(context.storage, 'freeBytes').mockResolvedValue(1_000);
  room.mockResolvedValueOnce(1_000_000_000);
  const stitch = await ended((await create()).id);
  expect(stitch).toMatchObject({ status: 'failed', error: { code: 'storage_full', param: null } });
  expect(stitch.error?.message).toMatch(/nearly full/);
  expect(read).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test('one of which a video is deleted while it waits says which', async () => {
  const [, second] = [await create(), await create()];
  await context.database
    .deleteFrom('jobs')
    .where('id', '=', ids[1] ?? '')
    .execute();
  expect(await ended(second.id)).toMatchObject({
    status: 'failed',
    error: { code: 'gone', message: 'Video 2 is no longer here.', param: 'videos[1].id' },
  });
}, 90_000);

test('one at a time; what is taken back is gone, and what was interrupted is begun anew', async () => {
  const [first, second] = [await create(), await create()];
  await stitches.remove(second.id);
  expect((await stitches.list()).map(({ id }) => id)).toEqual([first.id]);
  await stitches.stop();
  expect(['queued', 'in_progress', 'completed']).toContain((await stitches.read(first.id)).status);
  await context.database.updateTable('stitches').set({ status: 'in_progress', ended_at: null }).execute();

  stitches = openStitches(context);
  await stitches.recover();
  expect((await ended(first.id)).status).toBe('completed');
  await stitches.remove(first.id);
  expect([await files(), await stitches.list()]).toEqual([[], []]);
}, 90_000);

test('what cannot be meant is refused by its field', async () => {
  const [open] = await createJob(context, { prompt: 'x', model: 'm', takes: 1, references: [] });
  const [ready = '', trashed = ''] = ids;
  await trashJob(context, trashed);
  const one = { id: ready };
  const refusals: [object, string, string][] = [
    [{ videos: [one] }, 'invalid_request', 'videos'],
    [{ videos: Array.from({ length: 51 }, () => one) }, 'invalid_request', 'videos'],
    [{ videos: [one, { id: 'video_none' }] }, 'not_found', 'videos[1].id'],
    [{ videos: [one, { id: open?.id }] }, 'invalid_request', 'videos[1].id'],
    [{ videos: [{ id: trashed }, one] }, 'invalid_request', 'videos[0].id'],
    [{ videos: [one, { ...one, first_frame: -1 }] }, 'invalid_request', 'videos[1].first_frame'],
    [{ videos: [one, { ...one, first_frame: 3, last_frame: 2 }] }, 'invalid_request', 'videos[1].last_frame'],
    [{ size: '1281x720' }, 'invalid_request', 'size'],
    [{ size: '8192x8192' }, 'invalid_request', 'size'],
    [{ fit: 'stretch' }, 'invalid_request', 'fit'],
    [{ codec: 'av1' }, 'invalid_request', 'codec'],
  ];
  for (const [change, code, param] of refusals)
    await expect(create({ videos: [one, one], ...change }), JSON.stringify(change)).rejects.toMatchObject({
      code,
      param,
    });
  const lost = vi.spyOn(context.storage, 'stat').mockResolvedValue(null);
  await expect(create({ videos: [one, one] })).rejects.toMatchObject({ code: 'gone', param: 'videos[0].id' });
  lost.mockRestore();
  vi.spyOn(context.storage, 'freeBytes').mockResolvedValue(1_000);
  await expect(create({ videos: [one, one] })).rejects.toMatchObject({ code: 'storage_full' });
  expect(await stitches.list()).toEqual([]);
});
