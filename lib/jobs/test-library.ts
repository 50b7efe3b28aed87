import path from 'node:path';
import sharp from 'sharp';
import { createJob } from './create-job';
import type { CreateRequest } from './create-request';
import type { Job } from './job';
import { openTestContext, type TestContext } from './test-context';

export type TestLibrary = TestContext & { folder: string; jobs: Job[] };

/** An image that a request may begin with. */
export async function testReference() {
  const image = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#0a7' } })
    .png()
    .toBuffer();
  return { role: 'first_frame' as const, param: 'image', text: image.toString('base64') };
}

/** A studio whose provider has made a video of each request, archived and completed. */
export async function openTestLibrary(
  video: Buffer,
  requests: Partial<CreateRequest>[],
): Promise<TestLibrary> {
  let made = 0;
  const context = await openTestContext((upstream, place) => {
    if (upstream.method === 'POST') {
      made += 1;
      return Response.json({ id: `up_${made}` });
    }
    if (!place.endsWith('/content'))
      return Response.json({ id: place.split('/').at(-1), status: 'completed' });
    return new Response(new Uint8Array(video), { headers: { 'content-type': 'video/mp4' } });
  });
  const ids: string[] = [];
  for (const [index, request] of requests.entries()) {
    const whole = { prompt: `video ${index}`, model: 'm', takes: 1, references: [], ...request };
    const created = await createJob(context, whole, { idempotencyKey: `key-${index}` });
    ids.push(...created.map(({ id }) => id));
    context.clock.now += 1_000;
  }
  for (let step = 0; step < 4; step += 1) {
    context.clock.now += 60_000;
    await context.advanceDue();
  }
  const jobs = await Promise.all(ids.map((id) => context.store.find(id)));
  const folder = path.dirname(path.dirname(await context.storage.temporaryPath('x')));
  return Object.assign(context, { folder, jobs: jobs.filter((job) => job !== null) });
}
