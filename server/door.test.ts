import { afterEach, expect, test } from 'vitest';
import { isOpen, passDoor } from './door.mjs';
import { listen } from './test-server';

const accessKey = Symbol.for('firstframe.access');

afterEach(() => {
  Reflect.deleteProperty(globalThis, accessKey);
});

/** A server whose every request is stopped at the door, unless it passes. */
async function listenBehindDoor(identify: (() => Promise<unknown>) | undefined) {
  if (identify) Reflect.set(globalThis, accessKey, identify);
  const port = await listen(async (request, response) => {
    if (await passDoor(request, response)) response.end('in');
  });
  return (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
}

const refusal =
  (status: number, retryAfterMs: number | null = null) =>
  async () => {
    throw Object.assign(new Error('no'), {
      status,
      retryAfterMs,
      toBody: () => ({ error: { message: 'no' } }),
    });
  };

test.each([
  '/login',
  '/login?next=%2Fvideos',
  '/api/session',
  '/api/health',
  '/icon.svg',
  '/manifest.webmanifest',
  '/sw.js?build=aB3_-x',
  '/sw-files.js',
  '/icons/icon-192.png',
  '/s/aB3_-x',
  '/s/aB3_-x?_rsc=1a2b',
  '/api/shared/aB3_-x',
  '/api/shared/aB3_-x/video_1?variant=thumbnail&download=1',
  '/_next/static/chunks/0a_b-c~1.js',
  '/_next/static/media/Geist.p.woff2?dpl=1',
])('%s is open to anybody', (url) => {
  expect(isOpen(url)).toBe(true);
});

test.each([
  '/',
  '/login/',
  '/login/../v1/videos',
  '/LOGIN',
  '//login',
  '/login;/v1/videos',
  '/login.rsc',
  '/api/session/../tokens',
  '/api/sessions',
  '/api/health/x',
  '/api%2fhealth',
  '/_next/static/../../v1/videos',
  '/_next/static/%2e%2e/%2e%2e/v1/videos',
  '/_next/static/..%2f..%2fv1/videos',
  '/_next/static/x;/../../v1/videos',
  '/_next/static/\\..\\..\\v1\\videos',
  '/_next/image?url=%2F',
  '/_next/data/build/index.json',
  '/v1/videos?/_next/static/x.js',
  '/v1/videos',
  '/openapi.json',
  '/sw.js/../v1/videos',
  '/icons/../v1/videos',
  '/icons/a/b.png',
  '/s',
  '/s/',
  '/s/x/',
  '/s/x/y',
  '/s/../v1/videos',
  '/s/x/../../v1/videos',
  '/s/x%2f..%2f..%2fv1%2fvideos',
  '/s/x;/../../v1/videos',
  '/api/shared/x/../../tokens',
  '/api/shared/x/y/z',
  '/api/shares',
  '/api/shares/x',
])('S11: %s is not', (url) => {
  expect(isOpen(url)).toBe(false);
});

test('a person without a session is led to the login page, and comes back from there', async () => {
  const ask = await listenBehindDoor(refusal(401));
  const page = await ask('/videos/video_1?tab=log', { headers: { accept: 'text/html,*/*' } });
  expect(page.status).toBe(303);
  expect(page.headers.get('location')).toBe('/login?next=%2Fvideos%2Fvideo_1%3Ftab%3Dlog');
});

test('a program is told what is missing, in the shape that SDKs read', async () => {
  const ask = await listenBehindDoor(refusal(401));
  for (const init of [{}, { method: 'POST', headers: { accept: 'text/html' } }]) {
    const answer = await ask('/v1/videos', init);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Firstframe"');
    expect(await answer.json()).toEqual({ error: { message: 'no' } });
  }
});

test('too many tries are told when to come back', async () => {
  const ask = await listenBehindDoor(refusal(429, 1_500));
  const answer = await ask('/v1/videos');
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('2');
});

test('S12: where nobody can say who may come in, nobody comes in', async () => {
  for (const identify of [undefined, () => Promise.reject(new Error('the database is gone'))]) {
    const ask = await listenBehindDoor(identify);
    const answer = await ask('/v1/videos');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('database');
  }
});

test('whoever is known comes in', async () => {
  const ask = await listenBehindDoor(async () => ({ scope: 'read' }));
  expect(await (await ask('/v1/videos')).text()).toBe('in');
});
