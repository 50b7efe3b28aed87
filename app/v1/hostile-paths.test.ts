import { Readable } from 'node:stream';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { askAtTheDoor } from '@/lib/grant';
import { createJob } from '@/lib/jobs/create-job';
import { hostileSegments } from '@/lib/jobs/hostile-paths';
import { openTestContext, type TestContext } from '@/lib/jobs/test-context';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { GET as content } from './videos/[id]/content/route';
import { POST as remix } from './videos/[id]/remix/route';
import { DELETE, GET as retrieve } from './videos/[id]/route';

/** What stands in the path of a request, and what comes back from afar, at the routes themselves. */

let context: TestContext;
vi.mock('@/lib/runtime', () => ({ getRuntime: () => ({ context }) }));

/** Headers by which an upstream would have its way with a browser, or with whatever stands between. */
const evil = {
  'content-type': 'text/html',
  'content-disposition': 'inline; filename="a.html"',
  'set-cookie': 'session=stolen',
  'cache-control': 'public, max-age=86400',
  'access-control-allow-origin': '*',
  'content-security-policy': 'default-src *',
  'x-evil': 'evil',
  link: '</evil>; rel=preload',
  refresh: '0; url=http://evil.example/',
  location: 'http://evil.example/',
  'www-authenticate': 'Basic realm="evil"',
  'strict-transport-security': 'max-age=1',
  etag: '"evil"',
};
let id = '';

beforeAll(async () => {
  askAtTheDoor(async () => ({ scope: 'admin', via: 'machine', holder: 'test' }));
  const video = await makeTestVideo();
  context = await openTestContext((request, path) => {
    if (request.method === 'POST') return Response.json({ id: 'up_1' }, { headers: evil });
    if (!path.endsWith('/content'))
      return Response.json({ id: 'up_1', status: 'completed' }, { headers: evil });
    return new Response(new Uint8Array(video), { headers: evil });
  });
  const prompt = 'a boat"\r\nset-cookie: a=b\r\n\r\n<script>; filename=x.html ../../x \u202e\ud800 日出';
  const [job] = await createJob(context, { prompt, model: 'm', takes: 1, references: [] });
  id = job?.id ?? '';
  for (let step = 0; step < 4; step += 1) {
    context.clock.now += 60_000;
    await context.advanceDue();
  }
  expect(await context.store.find(id)).toMatchObject({ status: 'completed' });
}, 60_000);

const ask = (method = 'GET', query = '', body?: string) =>
  new Request(`http://127.0.0.1/${query}`, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  });

describe('S20: what stands in a path', () => {
  test('is looked for as an id and nothing else, at every route of a video', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSegments(id), async (tried) => {
        const params = Promise.resolve({ id: tried });
        const answers = [
          await retrieve(ask(), { params }),
          await content(ask(), { params }),
          await content(ask('GET', '?variant=../../firstframe.db'), { params }),
          await remix(ask('POST', '', '{"prompt":"x"}'), { params }),
          await DELETE(ask('DELETE', '?purge=true'), { params }),
        ];
        for (const answer of answers) {
          expect([400, 404]).toContain(answer.status);
          const { error } = await answer.json();
          expect(error).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) });
        }
      }),
      { numRuns: 150 },
    );
    expect((await retrieve(ask(), { params: Promise.resolve({ id }) })).status).toBe(200);
  });
});

describe('S21: the headers of what is handed out', () => {
  const ours = [
    'accept-ranges',
    'cache-control',
    'content-disposition',
    'content-security-policy',
    'content-type',
    'cross-origin-resource-policy',
    'etag',
    'firstframe-content-length',
    'vary',
    'x-content-type-options',
  ];

  test('are ours, whatever the upstream sent along, and no prompt breaks out of one', async () => {
    for (const variant of ['video', 'thumbnail', 'spritesheet']) {
      const answer = await content(ask('GET', `?variant=${variant}&download=1&type=text/html`), {
        params: Promise.resolve({ id }),
      });
      expect(answer.status).toBe(200);
      expect([...answer.headers.keys()].filter((name) => !ours.includes(name))).toEqual([]);
      for (const value of Object.values(evil)) expect([...answer.headers.values()]).not.toContain(value);
      expect(answer.headers.get('content-type')).toMatch(/^(video\/mp4|image\/(webp|jpeg))$/);
      expect(answer.headers.get('cache-control')).toContain('private');
      expect(answer.headers.get('content-disposition')).toMatch(
        /^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w.%~-]+$/,
      );
      await Readable.fromWeb(answer.body as never)
        .resume()
        .toArray();
    }
  });

  test('of an answer in JSON are ours as well', async () => {
    const answer = await retrieve(ask(), { params: Promise.resolve({ id }) });
    expect([...answer.headers.keys()].filter((name) => !ours.includes(name))).toEqual([]);
    for (const value of Object.values(evil)) expect([...answer.headers.values()]).not.toContain(value);
    expect((await answer.json()).prompt).toContain('<script>');
  });
});
