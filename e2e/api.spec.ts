import { connect } from 'node:net';
import { expect, startStudio, test } from './studio';

test('content is served whole, ranged, conditional and to HEAD, with a length on each', async ({
  studio,
  request,
}) => {
  const made = await (
    await request.post(`${studio.url}/v1/videos`, { multipart: { prompt: 'Waves', seconds: '2' } })
  ).json();
  const content = `${studio.url}/v1/videos/${made.id}/content`;
  const early = await request.get(content);
  expect([early.status(), (await early.json()).error.code]).toEqual([409, 'not_ready']);
  await expect.poll(async () => (await request.head(content)).status(), { timeout: 90_000 }).toBe(200);

  const whole = await request.get(content);
  const bytes = await whole.body();
  const { etag = '', 'content-length': length } = whole.headers();
  expect(Number(length)).toBe(bytes.length);
  expect(whole.headers()).toMatchObject({
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  });

  const part = await request.get(content, { headers: { range: 'bytes=100-299' } });
  expect(part.status()).toBe(206);
  expect(part.headers()).toMatchObject({
    'content-length': '200',
    'content-range': `bytes 100-299/${length}`,
  });
  expect((await part.body()).equals(bytes.subarray(100, 300))).toBe(true);
  const tail = await request.get(content, { headers: { range: 'bytes=-50' } });
  expect((await tail.body()).equals(bytes.subarray(-50))).toBe(true);
  const beyond = await request.get(content, { headers: { range: `bytes=${length}-` } });
  expect([beyond.status(), beyond.headers()['content-range']]).toEqual([416, `bytes */${length}`]);

  const head = await request.head(content);
  expect([head.status(), head.headers()['content-length'], (await head.body()).length]).toEqual([
    200,
    length,
    0,
  ]);
  expect((await request.get(content, { headers: { 'if-none-match': etag } })).status()).toBe(304);
  expect((await request.get(`${content}?variant=trailer`)).status()).toBe(400);
});

test('bad input gets an error that names the field and says what is right', async ({ studio, request }) => {
  const post = async (multipart: Record<string, string>) => {
    const answer = await request.post(`${studio.url}/v1/videos`, { multipart });
    return { status: answer.status(), ...(await answer.json()).error };
  };
  expect(await post({ seconds: '4' })).toMatchObject({
    status: 400,
    param: 'prompt',
    message: expect.stringContaining('required'),
  });
  expect(await post({ prompt: 'x', size: 'big' })).toMatchObject({
    status: 400,
    param: 'size',
    message: expect.stringContaining('1280x720'),
  });
  expect(await post({ prompt: 'x', seconds: 'four' })).toMatchObject({ status: 400, param: 'seconds' });
  expect(await post({ prompt: 'x', n: '99' })).toMatchObject({
    status: 400,
    param: 'n',
    message: expect.stringContaining('10 at most'),
  });
  expect(await post({ prompt: 'x', provider: 'nobody' })).toMatchObject({
    status: 400,
    param: 'provider',
    message: expect.stringContaining('demo'),
  });
  expect(await post({ prompt: 'x', input_reference: 'http://127.0.0.1/a.png' })).toMatchObject({
    status: 400,
    param: 'input_reference',
  });
  expect(await post({ prompt: 'x', metadata: '[1]' })).toMatchObject({ status: 400, param: 'metadata' });
  const json = await request.post(`${studio.url}/v1/videos`, {
    headers: { 'content-type': 'application/json' },
    data: '{',
  });
  expect([json.status(), (await json.json()).error.code]).toEqual([400, 'invalid_request']);
});

test('the same key makes one video, from many hands at once', async ({ freshStudio, request }) => {
  const headers = { 'idempotency-key': 'one-and-only' };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      request.post(`${freshStudio.url}/v1/videos`, { headers, multipart: { prompt: 'Once', seconds: '2' } }),
    ),
  );
  const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
  expect(new Set(ids).size).toBe(1);
  const other = await request.post(`${freshStudio.url}/v1/videos`, {
    headers,
    multipart: { prompt: 'Twice', seconds: '2' },
  });
  expect([other.status(), (await other.json()).error.code]).toEqual([422, 'idempotency_key_reused']);
});

test('health tells the age of each part', async ({ studio, request }) => {
  const health = await (await request.get(`${studio.url}/api/health`)).json();
  expect(health).toMatchObject({
    ok: true,
    database: { ok: true },
    storage: { ok: true },
    poller: { ok: true },
  });
  expect(health.poller.age_ms).toBeLessThan(5_000);
});

test('a second studio on the same folder is refused in one line', async ({ freshStudio }) => {
  const second = startStudio({}, freshStudio.dataFolder);
  await expect(second).rejects.toThrow(/^.*data folder .* is in use by another Firstframe \(process \d+\)/m);
});

test('a foreign Host and a foreign page are turned away before anything is done', async ({
  freshStudio,
  request,
}) => {
  const { port } = new URL(freshStudio.url);
  const ask = (head: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`${head}\r\nConnection: close\r\n\r\n`),
      );
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('end', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.on('error', reject);
    });
  expect(await ask('GET /v1/videos HTTP/1.1\r\nHost: evil.example')).toContain('421');
  expect(await ask(`GET /v1/videos HTTP/1.1\r\nHost: localhost:${port}`)).toContain('200');
  for (const origin of ['https://evil.example', 'null']) {
    const answer = await request.post(`${freshStudio.url}/v1/videos`, {
      headers: { origin },
      multipart: { prompt: 'x' },
    });
    expect(answer.status()).toBe(403);
  }
  expect((await (await request.get(`${freshStudio.url}/v1/videos`)).json()).data).toEqual([]);
});
