import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDemoProvider, type DemoProvider } from './create-demo-provider';

let root: string;
const opened: DemoProvider[] = [];

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'firstframe-demo-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((demo) => demo.stop()));
});
afterAll(() => rm(root, { recursive: true }));

let folders = 0;
const freshFolder = () => path.join(root, String(folders++));

function open(folder = freshFolder(), now?: () => number): DemoProvider {
  const demo = createDemoProvider({ folder, now });
  opened.push(demo);
  return demo;
}

const url = (route: string) => `http://demo.invalid/v1${route}`;
const get = (demo: DemoProvider, route: string, init?: RequestInit) =>
  demo.handle(new Request(url(route), init));
const post = (demo: DemoProvider, route: string, fields: unknown) =>
  get(demo, route, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });

type Video = { id: string; status: string; progress: number; [key: string]: unknown };

async function create(demo: DemoProvider, fields: object): Promise<Video> {
  const response = await post(demo, '/videos', fields);
  expect(response.status).toBe(200);
  return (await response.json()) as Video;
}

/** Asks until it has ended, and gives every answer on the way. */
async function watch(demo: DemoProvider, id: string): Promise<Video[]> {
  const seen: Video[] = [];
  for (;;) {
    const video = (await (await get(demo, `/videos/${id}`)).json()) as Video;
    seen.push(video);
    if (video.status === 'completed' || video.status === 'failed') return seen;
    await setTimeout(10);
  }
}

/** As short and small as the demo makes them. */
const small = { prompt: 'a lighthouse at dusk', size: '480x854', seconds: '1', fps: 12, seed: 7 };

describe('create', () => {
  it('answers with every key of OpenAI’s Video', async () => {
    const video = await create(
      open(undefined, () => 1_700_000_000_500),
      small,
    );
    expect(video).toEqual({
      id: expect.stringMatching(/^video_[0-9a-f]{32}$/),
      object: 'video',
      model: 'firstframe-demo',
      status: 'queued',
      progress: 0,
      created_at: 1_700_000_000,
      completed_at: null,
      expires_at: null,
      prompt: 'a lighthouse at dusk',
      size: '480x854',
      seconds: '1',
      remixed_from_video_id: null,
      error: null,
    });
  });

  it('takes a form with a file, as the SDK sends it', async () => {
    const demo = open();
    const form = new FormData();
    const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0f0' } })
      .png()
      .toBuffer();
    form.set('prompt', 'green');
    form.set('seconds', '1');
    form.set('fps', '12');
    form.set('input_reference', new File([new Uint8Array(image)], 'green.png', { type: 'image/png' }));
    const response = await demo.handle(new Request(url('/videos'), { method: 'POST', body: form }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'queued', size: '1280x720', seconds: '1' });
  });
});

describe('a render', () => {
  it('goes from queued to completed, its progress never falling', async () => {
    const demo = open();
    const { id } = await create(demo, small);
    const seen = await watch(demo, id);
    const progress = seen.map((video) => video.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    const statuses = [...new Set(seen.map((video) => video.status))];
    expect(statuses).toEqual(expect.arrayContaining(['in_progress', 'completed']));
    expect(statuses).not.toContain('failed');
    expect(seen.at(-1)).toMatchObject({ status: 'completed', progress: 100, error: null });
    expect(progress.some((value) => value > 0 && value < 100)).toBe(true);

    for (const [variant, type] of [
      ['video', 'video/mp4'],
      ['thumbnail', 'image/webp'],
      ['spritesheet', 'image/jpeg'],
    ]) {
      const response = await get(demo, `/videos/${id}/content?variant=${variant}`);
      expect(response.headers.get('content-type')).toBe(type);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.length).toBe(Number(response.headers.get('content-length')));
    }
    const whole = Buffer.from(await (await get(demo, `/videos/${id}/content`)).arrayBuffer());
    const part = await get(demo, `/videos/${id}/content`, { headers: { range: 'bytes=4-7' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 4-7/${whole.length}`]);
    expect(await part.text()).toBe('ftyp');
    const tail = await get(demo, `/videos/${id}/content`, { headers: { range: 'bytes=-5' } });
    expect(Buffer.from(await tail.arrayBuffer())).toEqual(whole.subarray(-5));
    const beyond = await get(demo, `/videos/${id}/content`, { headers: { range: `bytes=${whole.length}-` } });
    expect(beyond.status).toBe(416);
    const head = await get(demo, `/videos/${id}/content`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([
      200,
      String(whole.length),
      null,
    ]);
    expect((await get(demo, `/videos/${id}/content?variant=poster`)).status).toBe(400);

    const remix = (await (await post(demo, `/videos/${id}/remix`, { prompt: 'at night' })).json()) as Video;
    expect(remix).toMatchObject({
      remixed_from_video_id: id,
      prompt: 'at night',
      size: '480x854',
      status: 'queued',
    });
    expect((await post(demo, `/videos/${remix.id}/remix`, { prompt: 'again' })).status).toBe(400);
  });

  it('is taken up again after a stop in the middle', async () => {
    const folder = freshFolder();
    const first = open(folder);
    const { id } = await create(first, { ...small, seconds: '3' });
    const { id: next } = await create(first, { ...small, prompt: 'deleted while it is made [demo:slow]' });
    const look = async (demo: DemoProvider) => (await (await get(demo, `/videos/${id}`)).json()) as Video;
    for (let video = await look(first); video.progress === 0; video = await look(first)) await setTimeout(5);
    await first.stop();
    expect((await look(first)).status).toBe('in_progress');
    expect(await readdir(path.join(folder, id))).not.toContain('video.mp4');

    const second = open(folder);
    expect(await look(second)).toMatchObject({ progress: 0 });
    expect((await watch(second, id)).at(-1)).toMatchObject({ status: 'completed' });
    for (let made = 0; made === 0; await setTimeout(5)) {
      made = ((await (await get(second, `/videos/${next}`)).json()) as Video).progress;
    }
    expect((await get(second, `/videos/${next}`, { method: 'DELETE' })).status).toBe(200);
    expect(await readdir(folder)).toEqual([id]);
    await second.stop();

    const third = open(folder);
    expect(await look(third)).toMatchObject({ status: 'completed', progress: 100 });
    expect((await get(third, `/videos/${id}/content`)).status).toBe(200);
  });

  it.each([
    ['[demo:fail]', 'server_error'],
    ['[demo:moderation]', 'moderation_blocked'],
  ])('ends failed for %s', async (mark, code) => {
    const demo = open();
    const { id } = await create(demo, { ...small, prompt: `x ${mark}` });
    expect((await watch(demo, id)).at(-1)).toMatchObject({
      status: 'failed',
      error: { code, message: expect.any(String) },
    });
    expect((await get(demo, `/videos/${id}/content`)).status).toBe(404);
  });

  it('has expired at once for [demo:expire], and otherwise after a day', async () => {
    let now = 1_700_000_000_000;
    const folder = freshFolder();
    const demo = open(folder, () => now);
    const { id } = await create(demo, small);
    const { id: short } = await create(demo, { ...small, prompt: 'gone [demo:expire]' });
    const [kept, expired] = [(await watch(demo, id)).at(-1), (await watch(demo, short)).at(-1)];
    expect(kept).toMatchObject({ completed_at: 1_700_000_000, expires_at: 1_700_086_400 });
    expect(expired).toMatchObject({ status: 'completed', expires_at: 1_700_000_000 });
    const answer = await get(demo, `/videos/${short}/content`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'video_expired' } }]);
    now += 24 * 3_600_000;
    expect((await get(demo, `/videos/${id}/content`)).status).toBe(404);
    await demo.stop();
    now += 24 * 3_600_001;
    expect(
      (
        await get(
          open(folder, () => now),
          `/videos/${id}`,
        )
      ).status,
    ).toBe(404);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the other routes', () => {
  it('lists by pages, newest first unless asked otherwise', async () => {
    let now = 1_000;
    const demo = open(undefined, () => now++);
    const ids: string[] = [];
    for (const prompt of ['a', 'b', 'c'])
      ids.push((await create(demo, { prompt: `${prompt} [demo:fail]` })).id);
    const list = async (query: string) =>
      (await get(demo, `/videos${query}`)).json() as Promise<{ data: Video[] }>;
    const [a, b, c] = ids;
    expect((await list('')).data.map(({ id }) => id)).toEqual([c, b, a]);
    expect(await list('?limit=2&order=asc')).toMatchObject({
      object: 'list',
      first_id: a,
      last_id: b,
      has_more: true,
    });
    expect(await list(`?order=asc&after=${b}`)).toMatchObject({ first_id: c, last_id: c, has_more: false });
    expect(await list('?limit=0')).toEqual({
      object: 'list',
      data: [],
      first_id: null,
      last_id: null,
      has_more: true,
    });
    for (const query of ['?limit=101', '?order=up', '?after=video_x']) {
      expect((await get(demo, `/videos${query}`)).status).toBe(400);
    }
  });

  it('names its model', async () => {
    const demo = open();
    expect(await (await get(demo, '/models')).json()).toMatchObject({
      object: 'list',
      data: [{ id: 'firstframe-demo' }],
    });
    expect(await (await get(demo, '/models/firstframe-demo')).json()).toMatchObject({ object: 'model' });
    expect((await get(demo, '/models/other')).status).toBe(404);
  });

  it('deletes, and then knows nothing of it', async () => {
    const demo = open();
    const { id } = await create(demo, { ...small, prompt: 'x [demo:slow]' });
    const notReady = await get(demo, `/videos/${id}/content`);
    expect([notReady.status, await notReady.json()]).toMatchObject([
      409,
      { error: { code: 'video_not_ready' } },
    ]);
    const deleted = await get(demo, `/videos/${id}`, { method: 'DELETE' });
    expect(await deleted.json()).toEqual({ id, object: 'video.deleted', deleted: true });
    expect((await get(demo, `/videos/${id}`)).status).toBe(404);
    expect((await get(demo, `/videos/${id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('answers unknown paths and methods as errors', async () => {
    const demo = open();
    expect((await get(demo, '/images')).status).toBe(404);
    expect((await get(demo, '/videos', { method: 'DELETE' })).status).toBe(405);
  });
});
