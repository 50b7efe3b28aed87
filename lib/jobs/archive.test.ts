import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createJob } from './create-job';
import { fromSidecar } from './sidecar';
import { readSidecar } from './sidecar-file';
import { openTestContext, type TestContext } from './test-context';
import { makeTestVideo } from './test-video';
import { findContent } from './video-content';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };
let video: Buffer;

beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);

/** A job that the provider has finished; its content is answered by the next of these, the last one for ever. */
async function openFinished(...answers: (() => Response)[]): Promise<TestContext & { id: string }> {
  let fetches = 0;
  const context = await openTestContext((upstream, place) => {
    if (upstream.method === 'POST') return Response.json({ id: 'up_1' });
    if (!place.endsWith('/content')) return Response.json({ id: 'up_1', status: 'completed' });
    const answer = answers[Math.min(fetches, answers.length - 1)];
    fetches += 1;
    return answer?.() ?? new Response(null, { status: 500 });
  });
  const [job] = await createJob(context, request);
  return Object.assign(context, { id: job?.id ?? '' });
}

/** Lets time go by until the job is over, or so many steps were taken. */
async function run(context: TestContext & { id: string }, steps = 30) {
  for (let step = 0; step < steps; step += 1) {
    const job = await context.store.find(context.id);
    if (!job?.step) break;
    context.clock.now = Math.max(context.clock.now, job.dueAt ?? 0);
    await context.advanceDue();
  }
  return context.store.find(context.id);
}

const bytes = (body: Buffer = video, headers: Record<string, string> = {}) =>
  new Response(new Uint8Array(body), {
    headers: { 'content-type': 'video/mp4', 'content-length': String(body.length), ...headers },
  });

describe('archiving', () => {
  test('completes a job with the very bytes, what they hold, and two stills', async () => {
    const context = await openFinished(() => bytes());
    const job = await run(context);
    const sha256 = createHash('sha256').update(video).digest('hex');
    expect(job).toMatchObject({
      status: 'completed',
      saved: {
        sha256,
        bytes: video.length,
        type: 'video/mp4',
        width: 480,
        height: 854,
        seconds: 1,
        fps: 24,
        codec: 'avc',
      },
    });
    if (!job) return;
    const stored = await context.storage.read((await findContent(context, job, 'video')).key);
    expect(Buffer.concat((await stored?.toArray()) ?? []).equals(video)).toBe(true);
    expect((await findContent(context, job, 'thumbnail')).type).toBe('image/webp');
    expect((await findContent(context, job, 'spritesheet')).size).toBeGreaterThan(1_000);
  });

  test('leaves all that is known of it beside the video, which is the last to come', async () => {
    const context = await openFinished(() => bytes());
    const { putFile } = context.storage;
    const put: string[] = [];
    context.storage.putFile = (key, from) => {
      put.push(path.basename(key));
      return putFile(key, from);
    };
    const job = await run(context);
    expect(put).toEqual(['thumbnail.webp', 'spritesheet.jpg', 'video.json', 'video.mp4']);
    const sidecar = await readSidecar(context.storage, context.id);
    expect(sidecar).toMatchObject({
      provider: { id: 'test', label: 'Test', origin: 'http://provider.invalid' },
    });
    expect(JSON.stringify(sidecar)).not.toContain('sk-canary-key');
    if (!sidecar || !job) throw new Error('There is none.');
    const { version: _version, changeSequence: _change, operation: _operation, ...row } = job;
    const { operation: _none, ...restored } = fromSidecar(sidecar);
    expect({ ...restored, updatedAt: 0, answeredAt: 0 }).toEqual({ ...row, updatedAt: 0, answeredAt: 0 });
  });

  const troubles = {
    'a body that ends early': () =>
      bytes(video.subarray(0, 5_000), { 'content-length': String(video.length) }),
    'a file cut short without a word': () => bytes(video.subarray(0, video.length >> 1)),
    'an error that says 200': () => Response.json({ error: { message: 'not ready' } }),
    'a web page': () => new Response('<html>hello</html>', { headers: { 'content-type': 'text/html' } }),
    'a web page that calls itself a video': () => bytes(Buffer.from('<html>hello</html>')),
    'HTTP 404 for a moment': () => Response.json({ error: { message: 'not found' } }, { status: 404 }),
    'HTTP 500': () => new Response('oops', { status: 500 }),
  };
  test.each(Object.entries(troubles))('outlives %s, and never keeps it', async (_name, trouble) => {
    const context = await openFinished(trouble, trouble, () => bytes());
    await run(context, 3);
    expect(await context.store.find(context.id)).toMatchObject({
      status: 'in_progress',
      step: 'archive',
      saved: null,
    });
    expect(await run(context)).toMatchObject({ status: 'completed', saved: { bytes: video.length } });
  });

  test('believes after eight tries that what comes is no video, and says so', async () => {
    const context = await openFinished(() => bytes(Buffer.from('<html>hello</html>')));
    expect(await run(context)).toMatchObject({ status: 'failed', errorCode: 'archive_failed', saved: null });
  });

  test('believes that a video is gone when the provider says so often enough', async () => {
    const context = await openFinished(() =>
      Response.json({ error: { message: 'expired' } }, { status: 410 }),
    );
    expect(await run(context)).toMatchObject({ status: 'failed', errorCode: 'video_expired' });
  });

  test('gives a video up after its expiry only where the provider itself says that it is not there', async () => {
    const answers = {
      failed: () => Response.json({ error: { message: 'The link has expired.' } }, { status: 403 }),
      in_progress: () => new Response('bad gateway', { status: 502 }),
    };
    for (const [status, answer] of Object.entries(answers)) {
      const context = await openFinished(answer);
      const expiresAt = context.clock.now + 1_000;
      const version = (await run(context, 1))?.version ?? 0;
      await context.store.saveVersion(context.id, version, { expiresAt }, context.clock.now);
      context.clock.now += 3_600_000;
      expect(await run(context)).toMatchObject({ status });
    }
  });

  test('says what is in the way of a video that cannot be fetched for long', async () => {
    const context = await openFinished(() => new Response('bad gateway', { status: 502 }));
    expect(await run(context, 5)).toMatchObject({ step: 'archive', errorMessage: null });
    const errorMessage =
      'The video is ready but cannot be fetched yet: The provider answered with HTTP 502: bad gateway';
    expect(await run(context, 5)).toMatchObject({ step: 'archive', errorMessage });
  });

  test('keeps a whole video that cannot be looked into now, and fetches it only once', async () => {
    let fetches = 0;
    const context = await openFinished(() => {
      fetches += 1;
      return bytes();
    });
    // The child process is looked for below the working folder, so it cannot be started from elsewhere.
    const here = process.cwd();
    process.chdir(tmpdir());
    try {
      await run(context, 12);
    } finally {
      process.chdir(here);
    }
    expect(await context.store.find(context.id)).toMatchObject({ status: 'in_progress', step: 'archive' });
    expect(await run(context)).toMatchObject({ status: 'completed', saved: { bytes: video.length } });
    expect(fetches).toBe(1);
  });

  test('leaves nothing half-made behind', async () => {
    const context = await openFinished(
      troubles['a body that ends early'],
      troubles['a file cut short without a word'],
      () => bytes(),
    );
    await run(context);
    const temporary = path.dirname(await context.storage.temporaryPath('x'));
    expect(await readdir(temporary)).toEqual([]);
  });
});
