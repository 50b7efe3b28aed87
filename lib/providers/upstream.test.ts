import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { openServer } from './contract/open-server';
import { openaiDialect } from './dialects/openai';
import { openProvider } from './provider';
import { openUpstream, readText } from './upstream';

const ends: (() => void)[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const { origin, close } = await openServer(listener);
  ends.push(close);
  return origin;
}

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const auth = { header: 'authorization', scheme: 'Bearer' };
const create = {
  method: 'POST',
  path: '/videos',
  body: { kind: 'multipart' as const, parts: [{ name: 'prompt', value: 'a boat' }] },
  warnings: [],
};

function connect(baseUrl: string) {
  return openProvider({
    id: 'p',
    label: 'P',
    dialect: openaiDialect,
    baseUrl,
    apiKey: 'sk-canary',
    isDemo: false,
    models: null,
  });
}

test('a provider at a port that is none of a browser’s business is asked like any other', async () => {
  // Of the standard's list (https://fetch.spec.whatwg.org/#port-blocking); 127.0.0.2, so that nobody else is there.
  const port = 10_080;
  const server = createServer((_request, response) => response.end('{"id":"up_1","status":"in_progress"}'));
  ends.push(() => server.close());
  await once(server.listen(port, '127.0.0.2'), 'listening');
  const provider = connect(`http://127.0.0.2:${port}`);
  ends.push(() => server.closeAllConnections());
  expect(await provider.submit(create)).toMatchObject({ outcome: 'accepted' });
  const polled = await provider.poll({ upstreamId: 'up_1', operation: null });
  expect(polled).toMatchObject({ outcome: 'answered' });
  await provider.close();
});

describe('the one paid request', () => {
  test('sends a file with its name, type and length known, straight from the disk', async () => {
    let seen = { body: '', headers: {} as Record<string, unknown> };
    const origin = await serve(async (request, response) => {
      seen = { body: String(Buffer.concat(await request.toArray())), headers: request.headers };
      response.end(JSON.stringify({ id: 'video_1', status: 'queued' }));
    });
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'firstframe-upstream-')), 'x.png');
    await writeFile(file, 'PNGBYTES');
    const parts = [
      { name: 'prompt', value: 'a boat' },
      { name: 'input_reference', value: { path: file, type: 'image/png', filename: 'first_frame.png' } },
    ];
    const outcome = await connect(origin).submit({ ...create, body: { kind: 'multipart', parts } });
    expect(outcome).toMatchObject({ outcome: 'accepted', job: { id: 'video_1', state: 'queued' } });
    expect(seen.headers.authorization).toBe('Bearer sk-canary');
    expect(Number(seen.headers['content-length'])).toBe(seen.body.length);
    expect(seen.body).toContain(
      'name="input_reference"; filename="first_frame.png"\r\nContent-Type: image/png\r\n\r\nPNGBYTES',
    );
  });

  test.each([400, 401, 402, 403, 404, 405, 413, 415, 422])(
    'HTTP %i is a refusal: nothing was made',
    async (status) => {
      const origin = await serve((_request, response) => {
        response.writeHead(status).end(JSON.stringify({ error: { message: 'no', param: 'size' } }));
      });
      expect(await connect(origin).submit(create)).toMatchObject({
        outcome: 'refused',
        error: { message: 'no', param: 'size' },
      });
    },
  );

  test.each([408, 409, 500, 502, 503, 504, 524])(
    'HTTP %i leaves it unknown, and nothing is sent again',
    async (status) => {
      let requests = 0;
      const origin = await serve((_request, response) => {
        requests += 1;
        response.writeHead(status).end('<html>bad gateway</html>');
      });
      expect(await connect(origin).submit(create)).toMatchObject({ outcome: 'unknown' });
      expect(requests).toBe(1);
    },
  );

  test.each(['', '<html>ok</html>', '{"id":', '{}', '[]', '{"status":"queued"}'])(
    'a 200 with %j leaves it unknown',
    async (body) => {
      const origin = await serve((_request, response) => response.end(body));
      expect(await connect(origin).submit(create)).toMatchObject({ outcome: 'unknown' });
    },
  );

  test('a 200 with only an error is a refusal', async () => {
    const origin = await serve((_request, response) =>
      response.end(JSON.stringify({ error: { message: 'no money' } })),
    );
    expect(await connect(origin).submit(create)).toMatchObject({
      outcome: 'refused',
      error: { message: 'no money' },
    });
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is neither followed nor replayed', async (status) => {
    let elsewhere = 0;
    const other = await serve((_request, response) => {
      elsewhere += 1;
      response.end('{"id":"video_2"}');
    });
    const origin = await serve((_request, response) =>
      response.writeHead(status, { location: `${other}/v1/videos` }).end(),
    );
    const outcome = await connect(origin).submit(create);
    expect(outcome).toMatchObject({ outcome: 'unknown', message: expect.stringContaining(other) });
    expect(elsewhere).toBe(0);
  });

  test('HTTP 421 is not sent again, as fetch would do by itself', async () => {
    let requests = 0;
    const origin = await serve((_request, response) => {
      requests += 1;
      response.writeHead(421).end();
    });
    expect(await connect(origin).submit(create)).toMatchObject({ outcome: 'refused' });
    expect(requests).toBe(1);
  });

  test('an answer that is compressed unasked is read', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"id":"video_1"}'));
    });
    expect(await connect(origin).submit(create)).toMatchObject({
      outcome: 'accepted',
      job: { id: 'video_1' },
    });
  });

  test('a connection that is cut after the body was read leaves it unknown', async () => {
    let requests = 0;
    const origin = await serve(async (request) => {
      requests += 1;
      await request.toArray();
      request.socket.destroy();
    });
    expect(await connect(origin).submit(create)).toMatchObject({ outcome: 'unknown' });
    expect(requests).toBe(1);
  });

  test('a refused connection was never sent', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await connect(`http://127.0.0.1:${port}`).submit(create)).toMatchObject({ outcome: 'never_sent' });
  });

  test('a server that speaks no TLS was never sent anything', async () => {
    const origin = await serve((_request, response) => response.end());
    expect(await connect(origin.replace('http:', 'https:')).submit(create)).toMatchObject({
      outcome: 'never_sent',
    });
  });

  test.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '3600' }, 3_600_000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('a 429 with %j asks to wait %s ms', async (headers, retryAfterMs) => {
    const origin = await serve((_request, response) =>
      response.writeHead(429, headers as Record<string, string>).end('{}'),
    );
    expect(await connect(origin).submit(create)).toMatchObject({ outcome: 'rate_limited', retryAfterMs });
  });

  test('an answer without end is cut off and leaves it unknown', async () => {
    const origin = await serve((_request, response) => {
      const chunk = 'x'.repeat(64 * 1024);
      const write = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    });
    expect(await connect(origin).submit(create)).toMatchObject({
      outcome: 'unknown',
      message: expect.stringContaining('longer'),
    });
  });
});

describe('the result', () => {
  test('is followed to another origin only when that is public, and never with the key', async () => {
    const seen: string[] = [];
    const other = await serve((request, response) => {
      seen.push(JSON.stringify(request.headers));
      response.end('bytes');
    });
    const origin = await serve((_request, response) =>
      response.writeHead(302, { location: `${other}/x.mp4` }).end(),
    );
    const result = await connect(origin).fetchResult({ upstreamId: 'a/b+c=', operation: null });
    expect(result).toMatchObject({ outcome: 'trouble', message: expect.stringContaining('private address') });
    expect(seen).toEqual([]);
  });

  test('is followed within the provider, with an id that needs escaping', async () => {
    const seen: string[] = [];
    const origin = await serve((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      if (request.url === '/v1/videos/a%2Fb%2Bc%3D/content')
        response.writeHead(307, { location: '/files/1' }).end();
      else response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '5' }).end('bytes');
    });
    const result = await connect(origin).fetchResult({ upstreamId: 'a/b+c=', operation: null });
    expect(result).toMatchObject({ outcome: 'bytes', length: 5 });
    expect(seen).toEqual(['/v1/videos/a%2Fb%2Bc%3D/content Bearer sk-canary', '/files/1 Bearer sk-canary']);
    if (result.outcome === 'bytes')
      expect(String(Buffer.concat(await result.stream.toArray()))).toBe('bytes');
  });

  test.each([
    ['{"error":{"message":"not ready"}}', 'application/json', 200],
    ['<html>sorry</html>', 'text/html', 200],
    ['{"error":{"message":"not ready"}}', 'application/json', 404],
  ])('is never %s', async (body, type, status) => {
    const origin = await serve((_request, response) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    );
    expect(await connect(origin).fetchResult({ upstreamId: 'x', operation: null })).toMatchObject({
      outcome: 'trouble',
    });
  });

  const mp4 = Buffer.concat([Buffer.from('000000186674797069736f6d', 'hex'), Buffer.alloc(100)]);

  test.each(['application/octet-stream', 'binary/octet-stream', 'text/plain', 'application/json', undefined])(
    'is known by its bytes, under the type %s',
    async (type) => {
      let body: Buffer | string = mp4;
      const origin = await serve((_request, response) =>
        response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end(body),
      );
      const fetched = () => connect(origin).fetchResult({ upstreamId: 'x', operation: null });
      const result = await fetched();
      if (result.outcome !== 'bytes') throw new Error(result.message);
      expect(Buffer.concat(await result.stream.toArray())).toEqual(mp4);
      body = '{"error":{"message":"not ready"}}';
      expect(await fetched()).toMatchObject({ outcome: 'trouble', message: 'not ready' });
    },
  );

  test('has no length and no place to go on from where it is compressed', async () => {
    const whole = gzipSync(mp4);
    const seen: unknown[] = [];
    const origin = await serve((request, response) => {
      const { range } = request.headers;
      seen.push(range);
      const headers = { 'content-encoding': 'gzip', 'content-length': whole.length, etag: '"a"' };
      const part = { ...headers, 'content-range': `bytes 5-${whole.length}/${whole.length + 1}` };
      response.writeHead(range ? 206 : 200, range ? part : headers).end(whole);
    });
    const job = { upstreamId: 'x', operation: null };
    const unknown = { outcome: 'bytes', length: null, offset: 0, etag: null };
    const first = await connect(origin).fetchResult(job);
    expect(first).toMatchObject(unknown);
    const resumed = await connect(origin).fetchResult(job, { offset: 5, etag: '"a"' });
    expect(resumed).toMatchObject(unknown);
    if (resumed.outcome === 'bytes') expect(Buffer.concat(await resumed.stream.toArray())).toEqual(mp4);
    if (first.outcome === 'bytes') first.stream.destroy();
    expect(seen).toEqual([undefined, 'bytes=5-', undefined]);
  });

  test('is found through JSON that names a URL', async () => {
    const origin = await serve((request, response) => {
      if (request.url?.endsWith('/content')) {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ video_url: `http://${request.headers.host}/cdn.mp4` }));
      } else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('bytes');
    });
    expect(await connect(origin).fetchResult({ upstreamId: 'x', operation: null })).toMatchObject({
      outcome: 'bytes',
    });
  });
});

test('the key goes to the provider alone', async () => {
  let header: string | undefined = 'nothing seen';
  const other = await serve((request, response) => {
    header = request.headers.authorization;
    response.end('{}');
  });
  const upstream = openUpstream({
    baseUrl: 'http://127.0.0.1:9/v1',
    apiKey: 'sk-canary',
    auth,
    handle: async (request) => fetch(request),
  });
  await readText(await upstream.send({ method: 'GET', url: other, deadlineMs: 5_000 }));
  expect(header).toBeUndefined();
});
