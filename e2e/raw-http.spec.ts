import { once } from 'node:events';
import { connect } from 'node:net';
import { rawBytes, rawRequest } from './raw-request';
import { expect, type Studio, startStudio, test } from './studio';

const accessToken = 'canary-access-token-of-tests';
const authorization = `Bearer ${accessToken}`;

let guarded: Studio;
let home: Studio;
test.beforeAll(async () => {
  [guarded, home] = await Promise.all([startStudio({ FIRSTFRAME_TOKEN: accessToken }), startStudio()]);
  // A studio loads all its routes right after it is ready, and the sockets below wait for moments only.
  await Promise.all([guarded, home].map(({ url }) => rawRequest(url, '/api/health')));
});
test.afterAll(() => Promise.all([guarded.stop('SIGKILL'), home.stop('SIGKILL')]));

/** The statuses of all answers on a socket. */
const statuses = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

test('S11: no spelling of an address gets past the door', async () => {
  const tricks = [
    '/v1/videos.rsc',
    '/index.rsc',
    '/.rsc',
    '/v1/videos/',
    '//v1/videos',
    '/v1//videos',
    '/V1/VIDEOS',
    '/v1/videos;x=/login',
    '/v1/videos%00',
    '/v1/%76ideos',
    '/v1%2fvideos',
    '/login/../v1/videos',
    '/login/..%2fv1/videos',
    '/login/%2e%2e/v1/videos',
    '/login%2f..%2fv1%2fvideos',
    '/login/..;/v1/videos',
    '/login\\..\\v1\\videos',
    '/_next/static/../../v1/videos',
    '/_next/static/..%2f..%2fv1/videos',
    '/_next/static/%2e%2e/%2e%2e/v1/videos',
    '/_next/data/build/index.json',
    '/_next/image?url=%2Fv1%2Fvideos&w=64&q=75',
    '/api/session/../providers',
    '/api/health/../providers',
    '/api/health;/../providers',
    '/api/./providers',
    '/?_rsc=1',
    '/videos/video_none?_rsc=1',
    '/v1/videos?x=/login',
    '/v1/videos#/login',
    '/%5f%6eext/static/x',
    '/providers?__nextLocale=en',
    '/.well-known/../v1/videos',
    '/..%252f..%252fv1/videos',
    '/\u0000',
  ];
  const disguises: Record<string, string>[] = [
    {},
    { rsc: '1', 'next-router-prefetch': '1' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy', 'x-middleware-next': '1' },
    { 'x-matched-path': '/login', 'x-invoke-path': '/login', 'x-original-url': '/login' },
    { 'next-action': 'x', 'x-nextjs-data': '1' },
  ];
  for (const path of tricks) {
    for (const headers of disguises) {
      const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`);
      const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${lines.join('')}\r\n`;
      const answer = await rawBytes(guarded.url, request);
      const words = `${path} with ${JSON.stringify(headers)}`;
      expect(statuses(answer), words).toHaveLength(1);
      expect([303, 308, 400, 401, 404, 421], words).toContain(statuses(answer)[0]);
      expect(answer, words).not.toMatch(/"object":\s*"list"|built_in/);
    }
  }
});

test('S8: only our own names are names, on every kind of request', async () => {
  const hosts = [
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'localhost@evil.example',
    'evil.example@localhost',
    'localhost:3000@evil.example',
    'localhost, evil.example',
    'localhost evil.example',
    'localhost/evil',
    'localhost\tevil.example',
    '127.0.0.1.nip.io',
    '127.0.0.1.evil.example',
    '0.0.0.0',
    '[::]',
    '[::ffff:10.0.0.1]',
    '[::1',
    '::1',
    '192.168.0.1',
    '2130706433',
    '0x7f000001',
    'localhost:99999x',
    'localhost:',
    'localhost:-1',
    '',
    ' ',
    '.localhost',
    'lоcalhost',
    'local\u00adhost',
    'xn--lcalhost-55g',
    'firstframe.local',
  ];
  const paths = ['/', '/v1/videos', '/api/health', '/icon.svg', '/_next/static/x.js', '/login'];
  for (const value of hosts) {
    for (const path of paths) {
      const answer = await rawBytes(
        home.url,
        Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${value}\r\nConnection: close\r\n\r\n`),
      );
      expect([400, 421], `${value} asked for ${path}`).toContain(statuses(answer)[0]);
    }
  }
  for (const request of [
    'GET http://evil.example/v1/videos HTTP/1.1\r\nHost: localhost\r\n',
    'GET https://localhost/v1/videos HTTP/1.1\r\nHost: localhost\r\n',
    'GET /v1/videos HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n',
    'GET /v1/videos HTTP/1.1\r\n',
    'GET /v1/videos HTTP/1.0\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n',
    'GET /_next/webpack-hmr HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n',
  ]) {
    const answer = await rawBytes(home.url, `${request}Connection: close\r\n\r\n`);
    expect([400, 421], request).toContain(statuses(answer)[0]);
  }
});

test('S24: a request that two servers would read differently is read by none', async () => {
  const inner = 'GET /v1/videos HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const post = 'POST /v1/videos HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  const shapes = [
    `${post}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    `${post}Content-Length: +2\r\n\r\n{}${inner}`,
    `${post}Content-Length: 2, 2\r\n\r\n{}${inner}`,
    `${post}Content-Length: -1\r\n\r\n${inner}`,
    `${post}Content-Length: 0x2\r\n\r\n{}${inner}`,
    `${post}Content-Length: 1e1\r\n\r\n{}${inner}`,
    `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: identity\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post} Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n${inner}`,
    `${post}X: y\nContent-Length: 100\r\n\r\n${inner}`,
    `${post}X: y\rContent-Length: 100\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n${inner}`,
    `${post}Transfer-Encoding: chunked\r\n\r\n2 ;x\r\n{}XX0\r\n\r\n${inner}`,
  ];
  for (const shape of shapes) {
    const seen = statuses(await rawBytes(home.url, Buffer.from(shape, 'latin1'), 700));
    expect(seen.length, JSON.stringify(shape)).toBeLessThanOrEqual(1);
    for (const status of seen) expect(status, JSON.stringify(shape)).toBeGreaterThanOrEqual(400);
  }
  expect((await rawRequest(home.url, '/v1/videos')).status).toBe(200);
});

test('S23: heads without end are cut off', async () => {
  const flood = `GET / HTTP/1.1\r\nHost: localhost\r\n${'X-A: b\r\n'.repeat(20_000)}\r\n`;
  expect(statuses(await rawBytes(home.url, flood))[0]).toBe(431);
  const long = `GET /${'a'.repeat(200_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  expect([400, 414, 431]).toContain(statuses(await rawBytes(home.url, long))[0]);
  const { hostname, port } = new URL(home.url);
  const sockets = Array.from({ length: 200 }, () => connect(Number(port), hostname));
  try {
    for (const socket of sockets) socket.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: loc');
    await Promise.all(sockets.map((socket) => socket.connecting && once(socket, 'connect')));
    expect((await rawRequest(home.url, '/v1/videos')).status).toBe(200);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});

test('S27: there is no Server Action, and who asks for one gets nothing for it', async () => {
  const { readFileSync } = await import('node:fs');
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'));
  expect([manifest.node, manifest.edge]).toEqual([{}, {}]);
  const body =
    '------x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$1:constructor:constructor"]\r\n------x--\r\n';
  for (let index = 0; index < 200; index += 1) {
    const headers = {
      'next-action': `7f${index}`,
      'content-type': index % 2 ? 'multipart/form-data; boundary=----x' : 'text/plain;charset=UTF-8',
    };
    const answer = await rawRequest(home.url, '/', { method: 'POST', headers, body });
    expect([404, 405]).toContain(answer.status);
  }
});

test('S28: the image optimiser, rewrites and redirects elsewhere are off', async () => {
  const { readFileSync } = await import('node:fs');
  const { rewrites } = JSON.parse(readFileSync('.next/routes-manifest.json', 'utf8'));
  expect(rewrites).toEqual({ beforeFiles: [], afterFiles: [], fallback: [] });
  const image = await rawRequest(home.url, '/_next/image?url=%2Ficon.svg&w=64&q=75');
  expect(image.status).toBe(404);
  for (const path of ['//evil.example/', '/%5cevil.example/', '/\\evil.example/', '/evil.example//']) {
    const { headers } = await rawRequest(home.url, path.replaceAll('\\', '%5C'));
    expect(new URL(headers.location ?? '/', home.url).origin, path).toBe(home.url);
  }
});

test('S26: nothing that is private may be kept by a cache on the way', async () => {
  for (const path of [
    '/',
    '/providers',
    '/v1/videos',
    '/v1/models',
    '/api/providers',
    '/api/health',
    '/login',
  ]) {
    const { headers } = await rawRequest(guarded.url, path, { headers: { authorization } });
    expect(headers['cache-control'], path).toMatch(/no-store/);
    expect(headers['cache-control'], path).not.toMatch(/public/);
  }
});
