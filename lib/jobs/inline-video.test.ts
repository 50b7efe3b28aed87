import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { createJob } from './create-job';
import { inlineKey } from './inline-video';
import { openTestContext, type TestContext } from './test-context';
import { makeTestVideo } from './test-video';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };
let video: Buffer;

beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);

async function finish(context: TestContext, id: string) {
  for (let step = 0; step < 10; step += 1) {
    const job = await context.store.find(id);
    if (!job?.step || job.step === 'unsure') break;
    context.clock.now = Math.max(context.clock.now, job.dueAt ?? 0);
    await context.advanceDue();
  }
  return context.store.find(id);
}

const sha256 = () => createHash('sha256').update(video).digest('hex');

describe('a video that comes with the answer to its create', () => {
  test.each<[string, () => Response]>([
    ['as Base64 (early vLLM-Omni)', () => Response.json({ data: [{ b64_json: video.toString('base64') }] })],
    ['as bytes', () => new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } })],
  ])('is kept when it comes %s, and nobody is asked again', async (_name, answer) => {
    const asked: string[] = [];
    const context = await openTestContext((upstream) => {
      asked.push(upstream.method);
      return answer();
    });
    const [job] = await createJob(context, request);
    const done = await finish(context, job?.id ?? '');
    expect(done).toMatchObject({ status: 'completed', upstreamId: null, saved: { sha256: sha256() } });
    expect(asked).toEqual(['POST']);
    expect(JSON.stringify(done?.operation)).not.toContain('b64');
    expect(await context.storage.stat(inlineKey(job?.id ?? ''))).toBeNull();
  });

  test('makes the job unsure when it is cut off, since it is paid for', async () => {
    const cut = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(video.subarray(0, 1_000)));
          controller.error(new Error('reset'));
        },
      });
    let creates = 0;
    const context = await openTestContext(() => {
      creates += 1;
      return new Response(cut(), { headers: { 'content-type': 'video/mp4' } });
    });
    const [job] = await createJob(context, request);
    expect(await finish(context, job?.id ?? '')).toMatchObject({ status: 'queued', step: 'unsure' });
    expect(creates).toBe(1);
  });

  test('is found again after a crash between keeping it and saying so', async () => {
    let creates = 0;
    const context = await openTestContext(() => {
      creates += 1;
      return Response.json({ id: 'up_1' });
    });
    const [job] = await createJob(context, request);
    if (!job) throw new Error('There is no job.');
    const path = await context.storage.temporaryPath('part');
    await writeFile(path, video);
    await context.storage.putFile(inlineKey(job.id), path);
    const crashed = { status: 'queued' as const, step: 'submit' as const, upstreamId: null, operation: null };
    await context.store.saveVersion(job.id, job.version, { ...crashed, dueAt: 0 }, context.clock.now);
    expect(await finish(context, job.id)).toMatchObject({ status: 'completed', saved: { sha256: sha256() } });
    expect(creates).toBe(1);
  });

  test('is fetched from where the answer says, when there is an address and no id', async () => {
    const context = await openTestContext((upstream) =>
      upstream.method === 'POST'
        ? Response.json({ created: 1, data: [{ url: 'http://provider.invalid/v1/file' }] })
        : new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } }),
    );
    const [job] = await createJob(context, request);
    expect(await finish(context, job?.id ?? '')).toMatchObject({ status: 'completed' });
  });

  test('is kept where an id came with it, and nobody is asked for it', async () => {
    const asked: string[] = [];
    const context = await openTestContext((upstream) => {
      asked.push(upstream.method);
      const data = [{ b64_json: video.toString('base64') }];
      return Response.json({ id: 'up_1', status: 'completed', data });
    });
    const [job] = await createJob(context, request);
    const done = await finish(context, job?.id ?? '');
    expect(done).toMatchObject({ status: 'completed', upstreamId: 'up_1', saved: { sha256: sha256() } });
    expect(asked).toEqual(['POST']);
    expect(done?.operation).toEqual({});
  });

  test('is asked for where an id came with it and it could not be kept', async () => {
    const context = await openTestContext((upstream, path) => {
      if (upstream.method === 'POST')
        return Response.json({
          id: 'up_1',
          status: 'completed',
          data: [{ b64_json: video.toString('base64') }],
        });
      return path.endsWith('/content')
        ? new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } })
        : Response.json({ id: 'up_1', status: 'completed' });
    });
    const { storage } = context;
    const full = { ...storage, putFile: () => Promise.reject(new Error('EIO')) };
    const [job] = await createJob({ ...context, storage: full }, request);
    expect(job).toMatchObject({ status: 'in_progress', step: 'poll', upstreamId: 'up_1' });
    expect(await finish(context, job?.id ?? '')).toMatchObject({
      status: 'completed',
      saved: { sha256: sha256() },
    });
  });

  test('is not taken for finished while it is being made', async () => {
    const context = await openTestContext(() =>
      Response.json({ id: 'up_1', status: 'in_progress', data: [{ b64_json: video.toString('base64') }] }),
    );
    const [job] = await createJob(context, request);
    expect(job).toMatchObject({ step: 'poll', upstreamId: 'up_1' });
    expect(await context.storage.stat(inlineKey(job?.id ?? ''))).toBeNull();
  });

  const url = 'http://provider.invalid/v1/file';
  const asFile = () => new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } });

  test('is fetched at once from where the answer says, when that says that it is finished', async () => {
    const asked: string[] = [];
    const context = await openTestContext((upstream, path) => {
      asked.push(`${upstream.method} ${path}`);
      if (upstream.method === 'POST') return Response.json({ id: 'up_1', status: 'completed', url });
      return path === '/file' ? asFile() : new Response(null, { status: 404 });
    });
    const [job] = await createJob(context, request);
    expect(await finish(context, job?.id ?? '')).toMatchObject({ status: 'completed', upstreamId: 'up_1' });
    expect(asked).not.toContain('GET /videos/up_1');
  });

  test('is fetched from where the answer said, when the provider forgets the job', async () => {
    const context = await openTestContext((upstream, path) => {
      if (upstream.method === 'POST') return Response.json({ id: 'up_1', status: 'queued', url });
      return path === '/file' ? asFile() : new Response(null, { status: 404 });
    });
    const [job] = await createJob(context, request);
    context.clock.now += 3 * 60_000;
    await context.advanceDue();
    expect(await context.store.find(job?.id ?? '')).toMatchObject({ errorCode: 'provider_not_found' });
    expect(await finish(context, job?.id ?? '')).toMatchObject({ status: 'completed', errorCode: null });
  });

  test('is given up after a day on which neither the job nor its address was there', async () => {
    const context = await openTestContext((upstream) =>
      upstream.method === 'POST'
        ? Response.json({ id: 'up_1', status: 'queued', url })
        : new Response(null, { status: 404 }),
    );
    const [job] = await createJob(context, request);
    const { now } = context.clock;
    context.clock.now += 3 * 60_000;
    await context.advanceDue();
    context.clock.now = now + 23 * 3_600_000;
    expect(await finish(context, job?.id ?? '')).toMatchObject({ status: 'in_progress', step: 'archive' });
    context.clock.now = now + 25 * 3_600_000;
    expect(await finish(context, job?.id ?? '')).toMatchObject({
      status: 'failed',
      errorCode: 'video_expired',
    });
  });
});
