import { describe, expect, test } from 'vitest';
import { answerRefusal, dropClaims, hostName, isLoopback, refuse } from './guard.mjs';
import { ask, listen } from './test-server';

type Gate = Parameters<typeof refuse>[1];
type Asked = { method?: string; url?: string; headers: Record<string, string | undefined>; hosts?: string[] };

const home: Gate = { host: '127.0.0.1', names: [], token: null };
const open: Gate = { host: '0.0.0.0', names: [], token: 'a secret' };

function refusalOf({ method = 'GET', url = '/v1/videos', headers, hosts }: Asked, gate = home) {
  const { host } = headers;
  const headersDistinct = { host: hosts ?? (host === undefined ? undefined : [host]) };
  return refuse({ method, url, headers, headersDistinct }, gate);
}

function statusOf(request: Asked, gate = home): number | null {
  return refusalOf(request, gate)?.status ?? null;
}

test.each([
  ['localhost:3000', 'localhost'],
  ['LOCALHOST', 'localhost'],
  ['[::1]:3000', '::1'],
  ['127.0.0.1', '127.0.0.1'],
  ['studio.local:80', 'studio.local'],
  ['localhost@evil.example', null],
  ['localhost:3000/path', null],
  ['localhost, evil.example', null],
  ['', null],
  [undefined, null],
])('the name in Host "%s" is %s', (header, name) => {
  expect(hostName(header)).toBe(name);
});

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['localhost', true],
  ['127.evil.example', false],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.2', false],
])('that %s is loopback is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe('Host', () => {
  test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'localhost:8080', '127.0.0.1'])(
    '%s passes',
    (host) => {
      expect(statusOf({ method: 'GET', headers: { host } })).toBeNull();
    },
  );

  test.each(['evil.example', 'localhost.evil.example', '192.168.1.2:3000', '', undefined])(
    '%s is refused',
    (host) => {
      expect(statusOf({ method: 'GET', headers: { host } })).toBe(421);
    },
  );

  test('a configured name passes, and no other', () => {
    const gate = { host: 'studio.local', names: [], token: null };
    expect(statusOf({ method: 'GET', headers: { host: 'Studio.Local:3000' } }, gate)).toBeNull();
    expect(statusOf({ method: 'GET', headers: { host: 'other.local:3000' } }, gate)).toBe(421);
  });

  test('any name passes where a token guards an open address, until names are configured', () => {
    const headers = { host: 'studio.example.org' };
    expect(statusOf({ headers }, open)).toBeNull();
    expect(statusOf({ headers }, { ...open, host: '127.0.0.1' })).toBe(421);
    expect(statusOf({ headers }, { ...open, names: ['other.example.org'] })).toBe(421);
    expect(statusOf({ headers }, { ...home, names: ['studio.example.org'] })).toBeNull();
  });

  test.each(['/v1/models/%ff', '/v1/videos/%zz', '/%', '/v1/videos/%ed%a0%80'])(
    'S11: %s, which is no text, is refused',
    (url) => {
      expect(statusOf({ url, headers: { host: 'localhost' } })).toBe(400);
      expect(statusOf({ url: `/v1/videos?after=${url}`, headers: { host: 'localhost' } })).toBeNull();
    },
  );

  test('S8: neither a second Host nor an absolute address is believed', () => {
    const headers = { host: 'localhost' };
    expect(statusOf({ headers, hosts: ['localhost', 'evil.example'] })).toBe(421);
    expect(statusOf({ headers, url: 'http://evil.example/' })).toBe(421);
    expect(statusOf({ headers, url: '*', method: 'OPTIONS' })).toBe(421);
  });
});

describe('method', () => {
  const headers = { host: 'localhost' };

  test.each(['GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('%s passes', (method) => {
    expect(statusOf({ method, headers })).toBeNull();
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND', ''])('%s is refused', (method) => {
    expect(refusalOf({ method, headers })).toMatchObject({
      status: 405,
      headers: { allow: expect.stringContaining('POST') },
    });
  });
});

test('S27: a page can only be looked at', () => {
  const headers = { host: 'localhost', 'next-action': 'x' };
  for (const url of ['/', '/videos/video_1', '/login', '/v1', '/apix/', '//api/videos'])
    expect(refusalOf({ method: 'POST', url, headers })).toMatchObject({ status: 405 });
  expect(statusOf({ method: 'GET', url: '/', headers })).toBeNull();
});

describe('a request that changes something', () => {
  const host = 'localhost:3000';

  test.each([
    {},
    { origin: 'http://localhost:3000' },
    { origin: 'https://LOCALHOST:3000' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('passes with %o', (headers) => {
    expect(statusOf({ method: 'POST', headers: { host, ...headers } })).toBeNull();
  });

  test.each([
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:8080' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: '' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
  ])('is refused with %o', (headers) => {
    expect(statusOf({ method: 'POST', headers: { host, ...headers } })).toBe(403);
    expect(statusOf({ method: 'DELETE', headers: { host, ...headers } })).toBe(403);
  });

  test('S7: of another site, only a link may lead here', () => {
    const link = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(statusOf({ headers: { ...link, 'sec-fetch-dest': 'document' } })).toBeNull();
    for (const headers of [
      { ...link, 'sec-fetch-dest': 'iframe' },
      { ...link, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      { ...link, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'video', 'sec-fetch-site': 'same-site' },
      { ...link, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    ])
      expect(statusOf({ headers })).toBe(403);
  });
});

test('S25: what a client says of its way here is dropped, and who it is is noted', () => {
  const headers: Record<string, string> = {
    host: 'localhost',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=127.0.0.1',
    'x-real-ip': '127.0.0.1',
    'firstframe-peer': '127.0.0.1',
    'firstframe-content-length': '1',
    'x-middleware-subrequest': 'proxy:proxy:proxy',
    'content-security-policy': "script-src 'nonce-mine'",
  };
  const request = { headers, socket: { remoteAddress: '203.0.113.7' } };
  dropClaims(request as unknown as Parameters<typeof dropClaims>[0]);
  expect(headers).toEqual({ host: 'localhost', 'firstframe-peer': '203.0.113.7' });
});

test('a refusal is an error in the shape that SDKs read', async () => {
  const port = await listen((_request, response) => answerRefusal({ status: 421, message: 'No.' }, response));
  const { status, headers, body } = await ask(port);
  expect(status).toBe(421);
  expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  expect(JSON.parse(body)).toEqual({
    error: { message: 'No.', type: 'permission_error', param: null, code: 'forbidden' },
  });
});
