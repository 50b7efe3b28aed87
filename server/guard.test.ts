import { describe, expect, test } from 'vitest';
import { answerRefusal, hostName, isLoopback, refuse } from './guard.mjs';
import { ask, listen } from './test-server';

const home = { host: '127.0.0.1', token: null };
const open = { host: '0.0.0.0', token: 'secret' };

function statusOf(
  request: Parameters<typeof refuse>[0],
  gate = home as Parameters<typeof refuse>[1],
): number | null {
  return refuse(request, gate)?.status ?? null;
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
    const gate = { host: 'studio.local', token: null };
    expect(statusOf({ method: 'GET', headers: { host: 'Studio.Local:3000' } }, gate)).toBeNull();
    expect(statusOf({ method: 'GET', headers: { host: 'other.local:3000' } }, gate)).toBe(421);
  });

  test('any name passes where a token guards an open address', () => {
    const headers = { host: 'studio.example.org', authorization: 'Bearer secret' };
    expect(statusOf({ method: 'GET', headers }, open)).toBeNull();
    expect(statusOf({ method: 'GET', headers }, { host: '127.0.0.1', token: 'secret' })).toBe(421);
  });
});

describe('method', () => {
  const headers = { host: 'localhost' };

  test.each(['GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('%s passes', (method) => {
    expect(statusOf({ method, headers })).toBeNull();
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND', ''])('%s is refused', (method) => {
    expect(refuse({ method, headers }, home)).toMatchObject({
      status: 405,
      headers: { allow: expect.stringContaining('POST') },
    });
  });
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

  test('only reading may come from elsewhere', () => {
    const headers = { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(statusOf({ method: 'GET', headers })).toBeNull();
  });
});

describe('token', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  test.each(['Bearer secret', 'bearer secret', basic('anyone:secret'), basic(':secret')])(
    '%s passes',
    (authorization) => {
      expect(statusOf({ method: 'GET', headers: { host: 'a.example', authorization } }, open)).toBeNull();
    },
  );

  test.each([
    undefined,
    '',
    'secret',
    'Bearer',
    'Bearer secret2',
    'Bearer Secret',
    basic('secret:'),
    basic('a:b'),
  ])('%s is refused', (authorization) => {
    const refusal = refuse({ method: 'GET', headers: { host: 'a.example', authorization } }, open);
    expect(refusal).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': expect.stringMatching(/^Basic/) },
    });
  });
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
