import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { hostileVideos } from '@/lib/media/hostile-videos';
import { createJob } from './create-job';
import type { Job } from './job';
import { openTestContext } from './test-context';
import { makeTestVideo } from './test-video';

let good: Buffer;
beforeAll(async () => {
  good = await makeTestVideo();
}, 40_000);

test('S22: a hostile file as a result costs its own job and no other, and nothing of it is left', async () => {
  const corpus = hostileVideos(good);
  const served = new Map<string, Buffer>([
    ['2^31 sample sizes that are not there', corpus['2^31 sample sizes that are not there'] ?? good],
    ['WebM of 4 billion pixels a side', corpus['WebM of 4 billion pixels a side'] ?? good],
    ['a good one', good],
  ]);
  const names = [...served.keys()];
  let made = 0;
  const context = await openTestContext((request, place) => {
    if (request.method === 'POST') {
      made += 1;
      return Response.json({ id: `up_${made - 1}` });
    }
    const name = names[Number(/up_(\d)/.exec(place)?.[1])] ?? '';
    if (!place.endsWith('/content'))
      return Response.json({ id: place.split('/').at(-1), status: 'completed' });
    return new Response(new Uint8Array(served.get(name) ?? good), {
      headers: { 'content-type': 'application/octet-stream' },
    });
  });
  const ids: string[] = [];
  for (const prompt of names) {
    const [job] = await createJob(context, { prompt, model: 'm', takes: 1, references: [] });
    ids.push(job?.id ?? '');
  }
  const find = async () => (await Promise.all(ids.map((id) => context.store.find(id)))) as Job[];
  for (let step = 0; step < 14 && (await find()).some((job) => job.step !== null); step += 1) {
    context.clock.now += 10 * 60_000;
    await context.advanceDue();
  }
  const jobs = await find();
  const last = jobs.pop();
  for (const job of jobs) {
    expect(job).toMatchObject({ status: 'failed', errorCode: 'archive_failed', saved: null });
    expect(job.errorMessage).toMatch(/video|picture/);
  }
  // Its type is what it holds, whatever the provider calls it.
  expect(last).toMatchObject({ status: 'completed', saved: { type: 'video/mp4', bytes: good.length } });
  expect(await readdir(path.dirname(await context.storage.temporaryPath('x')))).toEqual([]);
  const kept = (await context.storage.list('videos')).map(({ key }) => key.split('/')[1]);
  expect(new Set(kept)).toEqual(new Set([last?.id]));
}, 120_000);
