import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLog } from '@/lib/jobs/job-log';
import { type JobLogEntry, jobLogSchema } from '@/lib/jobs/log-wire';
import { presentLog } from '@/lib/jobs/present-log';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { xaiDialect } from '@/lib/providers/dialects/xai';
import { closeScenarios, file, json, openScenario, redirect, type Scenario } from './open-scenario';

/** What the log of a job tells of a real server, and what it does not. */

const canary = 'sk-canary-key';
let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);
afterAll(closeScenarios);

async function logOf({ context, find }: Scenario) {
  const job = await find();
  // Over the wire and back, as the browser gets it.
  const answer: unknown = JSON.parse(
    JSON.stringify(presentLog(job, await readLog(context.database, job.id))),
  );
  return jobLogSchema.parse(answer).data;
}

const exchangesOf = (entries: JobLogEntry[]) =>
  entries.flatMap(({ entry, count }) => (entry.kind === 'exchange' ? [{ ...entry, count }] : []));

async function firstFrame() {
  const noise = sharp({
    create: {
      width: 400,
      height: 300,
      channels: 3,
      background: '#335',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
  const bytes = await noise.jpeg().toBuffer();
  return {
    role: 'first_frame' as const,
    param: 'input_reference',
    text: `data:image/jpeg;base64,${bytes.toString('base64')}`,
  };
}

test('tells the whole life of a video, and of a multipart request its parts', async () => {
  const scenario = await openScenario({
    request: { prompt: `it's "a boat"`, size: '1280x720', seconds: 4, references: [await firstFrame()] },
    create: [
      json({ id: 'up_1', status: 'queued' }, { headers: { 'x-request-id': 'req_7', 'set-cookie': 'a=b' } }),
    ],
    polls: [
      ...[10, 20, 30].map((progress) => json({ id: 'up_1', status: 'in_progress', progress })),
      json({ id: 'up_1', status: 'completed' }),
    ],
    content: [redirect('/elsewhere?token=signed')],
    files: { '/elsewhere?token=signed': file(video) },
  });
  await scenario.create();
  expect(await scenario.run()).toMatchObject({ status: 'completed' });
  const entries = await logOf(scenario);
  expect(
    entries.map(({ entry, count }) =>
      entry.kind === 'exchange'
        ? `${entry.purpose} ${entry.answer?.status} ×${count}`
        : entry.kind === 'move' && `${entry.from} → ${entry.to}`,
    ),
  ).toEqual([
    'create 200 ×1',
    'submit → poll',
    'poll 200 ×3',
    'poll 200 ×1',
    'poll → archive',
    'download 302 ×1',
    'download 200 ×1',
    'archive → completed',
  ]);
  const [create, poll, , , bytes] = exchangesOf(entries);
  const [post] = scenario.posts();
  expect(create?.request).toMatchObject({ method: 'POST', url: `${scenario.origin}/v1/videos` });
  expect(create?.request.headers).toContainEqual(['authorization', 'Bearer $API_KEY']);
  expect(create?.request.body?.split('\n')).toEqual([
    'model: m',
    `prompt: it's "a boat"`,
    'seconds: 4',
    'size: 1280x720',
    expect.stringMatching(/^input_reference: first_frame\.jpg \(image\/jpeg, \d{5,} bytes\)$/),
  ]);
  // As large as what was sent, which holds little else.
  const bytesTold = Number(/(\d+) bytes/.exec(create?.request.body ?? '')?.[1]);
  expect(post?.raw.length).toBeGreaterThan(bytesTold);
  expect(post?.raw.length).toBeLessThan(bytesTold + 2_000);
  expect(create?.answer).toEqual({
    status: 200,
    headers: [
      ['content-type', 'application/json'],
      ['x-request-id', 'req_7'],
    ],
    body: '{"id":"up_1","status":"queued"}',
  });
  expect(create?.curl).toContain(`--form 'input_reference=@first_frame.jpg;type=image/jpeg'`);
  expect(poll?.curl).toContain(`curl --request 'GET' '${scenario.origin}/v1/videos/up_1'`);
  expect(poll?.answer?.body).toContain('30');
  expect(bytes).toMatchObject({ curl: null, answer: { body: null } });
});

test('of an image in a JSON body keeps the length alone, and names a file in its place', async () => {
  const scenario = await openScenario({
    dialect: xaiDialect,
    create: [json({ request_id: 'up_1' })],
    request: { model: 'grok-imagine-video', references: [await firstFrame()] },
  });
  await scenario.create();
  const [create] = exchangesOf(await logOf(scenario));
  expect(create?.request.body).toMatch(/data:image\/jpeg;base64,<\d{5,} characters of Base64>/);
  expect(create?.curl).toContain(`"$(base64 < 'first_frame.jpg' | tr -d '\\n')"`);
});

describe('the key', () => {
  test('is nowhere, also where the provider repeats it', async () => {
    const echo = { message: `Bad key Bearer ${canary}`, authorization: canary };
    const scenario = await openScenario({
      request: { prompt: `say ${canary}` },
      create: [json({ id: 'up_1', status: 'queued', ...echo }, { headers: { 'x-request-id': canary } })],
      polls: [json(echo, { status: 500 }), json({ id: 'up_1', status: 'failed', error: echo })],
    });
    await scenario.create();
    await scenario.run();
    const { context } = scenario;
    const rows = await context.database.selectFrom('job_log').selectAll().execute();
    expect(rows.length).toBeGreaterThan(4);
    expect(JSON.stringify(rows)).not.toContain(canary);
    expect(JSON.stringify(await logOf(scenario))).not.toContain(canary);
    expect(rows[0]?.entry).toContain('[redacted]');
  });

  test('of another server the address is kept without its signature', async () => {
    const scenario = await openScenario({
      polls: [json({ id: 'up_1', status: 'completed', url: 'http://cdn.invalid/a.mp4?signature=secret' })],
      content: [json({}, { status: 404 })],
      hosts: {},
    });
    await scenario.create();
    await scenario.run(3);
    const downloads = exchangesOf(await logOf(scenario)).filter(({ purpose }) => purpose === 'download');
    expect(downloads.map(({ request }) => request.url)).toContain('http://cdn.invalid/a.mp4?…');
    for (const { request } of downloads.filter(({ request }) => request.url.includes('cdn')))
      expect(request.headers.map(([name]) => name)).not.toContain('authorization');
  });
});
