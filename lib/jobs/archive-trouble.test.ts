import { createHash } from 'node:crypto';
import { readdir, truncate } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ResultBytes } from '@/lib/providers/fetch-result';
import { createJob } from './create-job';
import { download } from './download';
import { type FakeUpstream, openTestContext, type TestContext } from './test-context';
import { makeTestVideo } from './test-video';
import { findContent } from './video-content';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };
let video: Buffer;

beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);

type Opened = TestContext & { id: string; posts: () => number };

async function openFinished(content: FakeUpstream): Promise<Opened> {
  let creates = 0;
  const context = await openTestContext((upstream, place) => {
    if (upstream.method === 'POST') {
      creates += 1;
      return Response.json({ id: 'up_1' });
    }
    if (!place.endsWith('/content')) return Response.json({ id: 'up_1', status: 'completed' });
    return content(upstream, place);
  });
  const [job] = await createJob(context, request);
  return Object.assign(context, { id: job?.id ?? '', posts: () => creates });
}

async function run(context: Opened, steps = 60) {
  for (let step = 0; step < steps; step += 1) {
    const job = await context.store.find(context.id);
    if (!job?.step) break;
    context.clock.now = Math.max(context.clock.now, job.dueAt ?? 0);
    await context.advanceDue();
  }
  return context.store.find(context.id);
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A body that breaks off after so many bytes, once those have been taken out of it. */
function broken(bytes: Buffer, after: number): ReadableStream<Uint8Array> {
  let isSent = false;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      if (!isSent) controller.enqueue(new Uint8Array(bytes.subarray(0, after)));
      for (let turn = 0; isSent && turn < 20; turn += 1) await setImmediate();
      if (isSent) controller.error(new Error('reset'));
      isSent = true;
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

/** A content server that breaks off each answer; with ranges where `hasRanges`. Tells how many bytes it sent. */
function breaking(cuts: number[], { hasRanges = true, etags = ['"one"'] } = {}) {
  const sent = { bytes: 0, answers: 0 };
  const answer: FakeUpstream = (upstream) => {
    const etag = etags[Math.min(sent.answers, etags.length - 1)] ?? '';
    const range = /^bytes=(\d+)-$/.exec(upstream.headers.get('range') ?? '');
    const isRange = hasRanges && range !== null && upstream.headers.get('if-range') === etag;
    const start = isRange ? Number(range[1]) : 0;
    const cut = cuts[sent.answers];
    sent.answers += 1;
    const rest = video.subarray(start);
    const bytes = Math.min(cut ?? rest.length, rest.length);
    sent.bytes += bytes;
    const headers: Record<string, string> = { 'content-type': 'video/mp4', etag };
    headers['content-length'] = String(rest.length);
    if (isRange) headers['content-range'] = `bytes ${start}-${video.length - 1}/${video.length}`;
    const body = cut === undefined ? new Uint8Array(rest) : broken(rest, bytes);
    return new Response(body, { status: isRange ? 206 : 200, headers });
  };
  return { answer, sent };
}

describe('F25: a download that is cut off', () => {
  test('goes on where it stopped, however often, and fetches no byte twice', async () => {
    const { answer, sent } = breaking([1, 10_000, 7, 40_000, 3, 1_000]);
    const context = await openFinished(answer);
    const job = await run(context);
    expect(job).toMatchObject({ status: 'completed', saved: { sha256: sha256(video), bytes: video.length } });
    expect(sent).toEqual({ bytes: video.length, answers: 7 });
    expect(await context.storage.list('parts')).toEqual([]);
  });

  test('begins anew when the file has changed meanwhile', async () => {
    const { answer, sent } = breaking([9_000, 4_000], { etags: ['"one"', '"two"'] });
    const context = await openFinished(answer);
    expect(await run(context)).toMatchObject({ status: 'completed', saved: { sha256: sha256(video) } });
    // The second file was begun, broke off, and was gone on with.
    expect(sent).toEqual({ bytes: 9_000 + video.length, answers: 3 });
  });

  test.each([
    ['has no ranges', { hasRanges: false }],
    ['gives a weak ETag only', { etags: ['W/"one"'] }],
    ['gives no ETag', { etags: [''] }],
  ])('begins anew when the provider %s', async (_name, how) => {
    const { answer, sent } = breaking([9_000], how);
    const context = await openFinished(answer);
    expect(await run(context)).toMatchObject({ status: 'completed', saved: { sha256: sha256(video) } });
    expect(sent.bytes).toBe(9_000 + video.length);
  });

  test.each([
    ['416', () => new Response(null, { status: 416 })],
    ['another part', () => new Response('x', { status: 206, headers: { 'content-range': 'bytes 5-5/9' } })],
  ])('begins anew when the answer to a range is %s', async (_name, refusal) => {
    const { answer } = breaking([9_000]);
    const context = await openFinished((upstream, place) =>
      upstream.headers.has('range') ? refusal() : answer(upstream, place),
    );
    expect(await run(context)).toMatchObject({ status: 'completed', saved: { sha256: sha256(video) } });
  });

  test('does not believe the length of what was compressed on the way', async () => {
    const headers = { 'content-type': 'video/mp4', 'content-encoding': 'gzip', 'content-length': '17' };
    const context = await openFinished(() => new Response(new Uint8Array(video), { headers }));
    expect(await run(context)).toMatchObject({ status: 'completed', saved: { sha256: sha256(video) } });
  });
});

describe('F29: a full disk', () => {
  const megabyte = 1024 * 1024;

  test('makes a finished job wait and say so, and heals by itself', async () => {
    const { answer, sent } = breaking([]);
    const context = await openFinished(answer);
    let free = 100 * megabyte;
    context.storage.freeBytes = async () => free;
    await run(context, 5);
    const waiting = await context.store.find(context.id);
    expect(waiting).toMatchObject({ status: 'in_progress', step: 'archive', failures: 0 });
    expect(waiting?.errorMessage).toMatch(/disk .* is full/);
    free = 500 * megabyte;
    expect(await run(context)).toMatchObject({ status: 'completed', errorMessage: null });
    expect(context.posts()).toBe(1);
    expect(sent.answers).toBeGreaterThan(1);
  });

  test('while bytes are written keeps nothing half, and loses nothing', async () => {
    const { answer } = breaking([]);
    const context = await openFinished(answer);
    const { putFile } = context.storage;
    let isFull = true;
    context.storage.putFile = async (key, from) => {
      if (isFull && !key.startsWith('inline/'))
        throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
      return putFile(key, from);
    };
    await run(context, 5);
    expect(await context.store.find(context.id)).toMatchObject({ step: 'archive', saved: null });
    // Whole and ours, whatever becomes of the provider's copy.
    expect((await context.storage.list('inline')).map(({ size }) => size)).toEqual([video.length]);
    isFull = false;
    expect(await run(context)).toMatchObject({ status: 'completed', saved: { sha256: sha256(video) } });
  });

  test('refuses a create before anything is sent, and answers a repeated one', async () => {
    const context = await openFinished(breaking([]).answer);
    const options = { idempotencyKey: 'key' };
    const [made] = await createJob(context, request, options);
    context.storage.freeBytes = async () => 150 * megabyte;
    await expect(createJob(context, request)).rejects.toMatchObject({ code: 'storage_full', status: 507 });
    expect((await createJob(context, request, options)).map(({ id }) => id)).toEqual([made?.id]);
    expect(context.posts()).toBe(2);
  });

  test('holds back a job that was to be sent later', async () => {
    const context = await openFinished(breaking([]).answer);
    const [, second] = await createJob(context, { ...request, takes: 2 });
    const { freeBytes } = context.storage;
    context.storage.freeBytes = async () => 0;
    await context.advanceDue();
    expect(await context.store.find(second?.id ?? '')).toMatchObject({ step: 'submit', submittedAt: null });
    expect(context.posts()).toBe(2);
    context.storage.freeBytes = freeBytes;
    context.clock.now += 60_000;
    await context.advanceDue();
    expect(context.posts()).toBe(3);
  });
});

describe('F32: a video larger than the limit', () => {
  const aHeldJob = async (context: Opened) => {
    const job = await context.store.find(context.id);
    if (!job) throw new Error('There is no job.');
    return { job, holder: 'w', save: async () => job };
  };
  const endless = (length: number | null): ResultBytes & { given: () => number } => {
    let given = 0;
    const stream = Readable.from(
      (async function* () {
        for (;;) {
          given += 1_000;
          yield Buffer.alloc(1_000);
        }
      })(),
    );
    return { outcome: 'bytes', stream, length, offset: 0, etag: null, given: () => given };
  };

  test('is cut off at the limit', async () => {
    const context = await openFinished(breaking([]).answer);
    const result = endless(null);
    const target = await context.storage.temporaryPath('part');
    const work = download(context, await aHeldJob(context), result, target, 50_000);
    await expect(work).rejects.toMatchObject({ code: 'too_large' });
    expect(result.given()).toBeLessThan(50_000 + 1024 * 1024);
    expect(result.stream.destroyed).toBe(true);
  });

  test('is not begun where its length is told', async () => {
    const context = await openFinished(breaking([]).answer);
    const result = endless(60_000);
    const target = await context.storage.temporaryPath('part');
    const work = download(context, await aHeldJob(context), result, target, 50_000);
    await expect(work).rejects.toMatchObject({ code: 'too_large' });
    expect(await readdir(path.dirname(target))).toEqual([]);
  });

  test('fails the job with a clear code at once', async () => {
    const headers = { 'content-type': 'video/mp4', 'content-length': String(5 * 1024 ** 4) };
    const context = await openFinished(() => new Response('x', { headers }));
    context.storage.freeBytes = async () => null;
    expect(await run(context, 4)).toMatchObject({ status: 'failed', errorCode: 'too_large' });
  });
});

test('F30: a file that was cut behind us is gone, with a reason', async () => {
  const context = await openFinished(breaking([]).answer);
  const job = await run(context);
  if (!job?.saved) throw new Error('It is not completed.');
  const folder = path.dirname(path.dirname(await context.storage.temporaryPath('x')));
  await truncate(path.join(folder, job.saved.videoKey), 100);
  await expect(findContent(context, job, 'video')).rejects.toMatchObject({ code: 'gone', status: 410 });
  await context.storage.delete(job.saved.videoKey);
  await expect(findContent(context, job, 'video')).rejects.toThrow(/no longer in the data folder/);
});
