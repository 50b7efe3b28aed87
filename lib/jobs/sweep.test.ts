import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inlineKey } from './inline-video';
import { spellState } from './job';
import { noMarks } from './marks';
import { newJob } from './new-job';
import { sidecarKey, toSidecar } from './sidecar';
import { readSidecar, writeSidecar } from './sidecar-file';
import type { NewJob } from './store';
import { describeVideos, sweep } from './sweep';
import { openTestContext, type TestContext } from './test-context';
import { tombstone } from './tombstone';

const day = 24 * 60 * 60_000;
const nameOf = (sign: string) => `references/${sign.repeat(64)}.png`;

function aJob(id: string, references: string[], changes: Partial<NewJob> = {}): NewJob {
  const request = {
    prompt: 'a boat',
    references: references.map((sign) => ({
      role: 'first_frame' as const,
      key: nameOf(sign),
      type: 'image/png' as const,
      bytes: 1,
      sha256: sign.repeat(64),
      width: 1,
      height: 1,
    })),
  };
  const given = { id, providerId: 'test', model: 'm', request, batchId: id, requestHash: 'h' };
  return { ...newJob({ ...given, idempotencyKey: null, createdAt: 1 }), ...changes };
}

const saved = (id: string) => ({
  videoKey: `videos/${id}/video.mp4`,
  thumbnailKey: null,
  spritesheetKey: null,
  type: 'video/mp4' as const,
  bytes: 1,
  sha256: 'e'.repeat(64),
  width: 1,
  height: 1,
  seconds: 1,
  fps: null,
  codec: 'avc',
});

async function put(context: TestContext, key: string, ageMs: number): Promise<void> {
  const from = await context.storage.temporaryPath('x');
  await writeFile(from, 'x');
  await context.storage.putFile(key, from);
  const folder = path.dirname(path.dirname(from));
  const at = (context.clock.now - ageMs) / 1_000;
  await utimes(path.join(folder, key), at, at);
}

let context: TestContext;
beforeAll(async () => {
  context = await openTestContext(() => new Response(null, { status: 500 }));
});

describe('sweeping at start', () => {
  test('deletes old references that nothing names, and nothing else', async () => {
    const purged = { purgedAt: 5, request: { prompt: '', references: [] } };
    await context.store.insert([
      aJob('video_open', ['a']),
      aJob('video_failed', ['b'], spellState('failed')),
      aJob('video_purged', [], purged),
      aJob('video_refused', ['a', '2'], tombstone(5)),
    ]);
    for (const sign of ['a', 'b', 'c', 'd', '2']) await put(context, nameOf(sign), 2 * day);
    await put(context, nameOf('1'), day / 2);
    // Its row is lost, and its sidecar is all that still names the image.
    const lost = aJob('video_lost', ['d'], spellState('completed'));
    await writeSidecar(
      context.storage,
      toSidecar({ ...lost, saved: saved('video_lost'), completedAt: 1 }, context.providers, noMarks),
    );
    expect(await sweep(context)).toBe(2);
    const left = (await context.storage.list('references')).map(({ key }) => key);
    expect(left).toEqual(['1', 'a', 'b', 'd'].map(nameOf));
  });

  test('deletes no reference while a sidecar that might name it cannot be read', async () => {
    await put(context, nameOf('c'), 2 * day);
    await put(context, sidecarKey('video_odd'), 0);
    expect(await sweep(context)).toBe(0);
    await context.storage.delete(sidecarKey('video_odd'));
    expect(await sweep(context)).toBe(1);
  });

  test('deletes what is left of downloads that are over, and never a whole video of one that is not', async () => {
    await context.store.insert([
      aJob('video_done', [], { ...spellState('completed'), saved: saved('video_done') }),
    ]);
    const kept = [
      'parts/video_open/22',
      inlineKey('video_open'),
      inlineKey('video_failed'),
      inlineKey('video_nobody'),
    ];
    const gone = ['parts/video_failed/22', 'parts/video_nobody/22', inlineKey('video_done')];
    for (const key of [...kept, ...gone]) await put(context, key, 2 * day);
    expect(await sweep(context)).toBe(gone.length);
    for (const key of kept) expect(await context.storage.stat(key)).not.toBeNull();
  });

  test('gives a sidecar to what was kept without one, once', async () => {
    const done = { ...spellState('completed'), saved: saved('video_early'), completedAt: 9 };
    await context.store.insert([aJob('video_early', ['a'], done)]);
    expect(await describeVideos(context)).toBe(0);
    await put(context, 'videos/video_early/video.mp4', 0);
    expect(await describeVideos(context)).toBe(1);
    expect(await readSidecar(context.storage, 'video_early')).toMatchObject({ completedAt: 9 });
    expect(await describeVideos(context)).toBe(0);
  });
});
