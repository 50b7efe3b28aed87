import { readFileSync } from 'node:fs';
import path from 'node:path';
import { methods, type Needs, pages, routes, unknown } from './access-matrix';
import { type Answer, rawRequest } from './raw-request';
import { expect, type Studio, startStudio, test } from './studio';

const accessToken = 'canary-access-token-of-tests';
const scopes = ['read', 'create', 'admin'] as const;

const build = path.join(import.meta.dirname, '../.next');
const built: string[] = Object.values(
  JSON.parse(readFileSync(path.join(build, 'app-path-routes-manifest.json'), 'utf8')),
);

/** Ids that nothing has: what may pass finds nothing, and does no harm. */
const addressOf = (route: string) => route.replace('[action]', 'cancel').replace(/\[[\w.]+\]/g, 'video_none');

type Case = { route: string; address: string; method: string; needs: Needs };
const cases: Case[] = Object.entries(routes).flatMap(([route, methods]) =>
  Object.entries(methods).flatMap(([method, needs]) =>
    (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((each) => ({
      route,
      address: addressOf(route),
      method: each,
      needs,
    })),
  ),
);

let studio: Studio;
const tokens: Record<string, string> = {};
let cookie: string;
const fromPage = () => ({ origin: studio.url, 'sec-fetch-site': 'same-origin' });

test.beforeAll(async () => {
  studio = await startStudio({ FIRSTFRAME_TOKEN: accessToken });
  for (const scope of scopes) {
    const made = await rawRequest(studio.url, '/api/tokens', {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: scope, scope }),
    });
    tokens[scope] = JSON.parse(made.body).token;
  }
  const signedIn = await rawRequest(studio.url, '/api/session', {
    method: 'POST',
    headers: { ...fromPage(), 'content-type': 'application/json' },
    body: JSON.stringify({ token: accessToken }),
  });
  cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  expect(cookie).toMatch(/^firstframe-session=/);
});
test.afterAll(() => studio.stop('SIGKILL'));

/** A body that passes for one, so that what is refused is refused for its sender. */
function ask({ address, method }: Case, headers: Record<string, string>, from?: string, url = studio.url) {
  const hasBody = method === 'POST' || method === 'PATCH';
  const all = hasBody ? { 'content-type': 'application/json', ...headers } : headers;
  return rawRequest(url, address, { method, headers: all, body: hasBody ? '{}' : undefined, from });
}

const refusals = [401, 403, 421, 429];
/** Wrong tries at these are refused after a few. */
const countsTries = /^\/api\/(session|shared\/)/;
const name = ({ method, route }: Case) => `${method} ${route}`;

/** The headers that every answer has, whoever asked. */
function expectPolicy({ headers }: Answer, what: string) {
  expect(headers, what).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['content-security-policy'], what).toMatch(/default-src 'none'/);
  expect(headers['cache-control'] ?? '', what).toMatch(/private|no-store|public, max-age=0/);
  expect(headers['x-powered-by'], what).toBeUndefined();
}

test('S-d: every route of the build has a row, with all the methods that it answers', async () => {
  const rows = [...Object.keys(routes), ...Object.keys(pages), ...unknown];
  expect(built.toSorted()).toEqual(rows.toSorted());
  for (const [route, known] of Object.entries(routes)) {
    for (const method of methods) {
      const each: Case = { route, address: addressOf(route), method, needs: 'admin' };
      const { status, headers } = await ask(each, { authorization: `Bearer ${accessToken}` });
      expect(status === 405, name(each)).toBe(known[method] === undefined);
      if (status === 405) expect(headers.allow, name(each)).toContain(Object.keys(known)[0]);
    }
  }
  for (const address of ['/v1', '/v1/none', '/api/none/at/all', '/v1/videos/a/b/c']) {
    const stranger = await rawRequest(studio.url, address, { method: 'POST' });
    expect([401, 405], address).toContain(stranger.status);
    const headers = { authorization: `Bearer ${accessToken}` };
    const known = await rawRequest(studio.url, address, { headers });
    expect(known.status, address).toBe(404);
    expect(JSON.parse(known.body), address).toMatchObject({ error: { code: 'not_found' } });
  }
});

/** Wrong tries from everywhere together are limited as well, to a hundred a minute of one studio. */
async function withOwnStudio(look: (url: string) => Promise<void>): Promise<void> {
  const own = await startStudio({ FIRSTFRAME_TOKEN: accessToken });
  try {
    await look(own.url);
  } finally {
    await own.stop('SIGKILL');
  }
}

async function expectRefused(url: string, each: Case, index: number): Promise<void> {
  const basic = `Basic ${Buffer.from(`x:${accessToken}`).toString('base64')}`;
  const strangers: Record<string, string>[] = [
    {},
    { authorization: basic },
    { cookie: `firstframe-session=${'x'.repeat(43)}` },
    { authorization: `Bearer wrong-${index}` },
  ];
  for (const headers of strangers) {
    const answer = await ask(each, headers, `127.0.1.${index}`, url);
    const words = `${name(each)} with ${JSON.stringify(headers)}`;
    expectPolicy(answer, words);
    // Signing in asks for a page of ours, and for the token.
    if (each.needs === 'open') expect(answer.status, words).toBeLessThan(500);
    else expect(answer.status, words).toBe(401);
    if (each.needs !== 'open' && each.method !== 'HEAD')
      expect(JSON.parse(answer.body), words).toMatchObject({
        error: { code: 'unauthorized', type: 'authentication_error' },
      });
  }
}

test('S-d: nobody without a token gets past any of them, and every refusal is one', async () => {
  for (let first = 0; first < cases.length; first += 90)
    await withOwnStudio(async (url) => {
      for (const [index, each] of cases.slice(first, first + 90).entries())
        await expectRefused(url, each, index);
    });
});

test('S-d: each token may do what its scope says, and no more', async () => {
  for (const each of cases) {
    for (const scope of scopes) {
      const answer = await ask(each, { authorization: `Bearer ${tokens[scope]}` });
      const words = `${name(each)} with the scope ${scope}`;
      expectPolicy(answer, words);
      const mayPass = each.needs === 'open' || scopes.indexOf(scope) >= scopes.indexOf(each.needs);
      if (!mayPass) expect(answer.status, words).toBe(403);
      else if (!countsTries.test(each.route)) expect(refusals, words).not.toContain(answer.status);
      expect(answer.status, words).toBeLessThan(500);
    }
  }
});

test('S-d, S7: a session works from our own pages, and from nowhere else', async () => {
  for (const each of cases.filter(({ needs }) => needs !== 'open')) {
    const isChange = !['GET', 'HEAD'].includes(each.method);
    const answer = await ask(each, { cookie, ...fromPage() });
    expect(refusals, name(each)).not.toContain(answer.status);
    const strangers: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' },
      ...(isChange ? [{ origin: 'https://evil.example' }, { origin: 'null' }, {}] : []),
    ];
    for (const headers of strangers) {
      const refused = await ask(each, { cookie, ...headers });
      expect(refused.status, `${name(each)} from ${JSON.stringify(headers)}`).toBe(403);
    }
  }
});

test('S8, S-d: under a foreign name there is nothing at all, not even for who has the token', async () => {
  for (const each of [...cases, ...Object.keys(pages).map((route) => pageCase(route))]) {
    const answer = await ask(each, { host: 'evil.example', authorization: `Bearer ${accessToken}` });
    expect(answer.status, name(each)).toBe(421);
    expectPolicy(answer, name(each));
  }
});

function pageCase(route: string): Case {
  return { route, address: addressOf(route), method: 'GET', needs: pages[route] ?? 'read' };
}

test('pages lead to the login page, and open for who has signed in', async () => {
  for (const route of Object.keys(pages)) {
    const each = pageCase(route);
    const stranger = await ask(each, { accept: 'text/html' });
    const known = await ask(each, { accept: 'text/html', cookie });
    expectPolicy(stranger, route);
    expectPolicy(known, route);
    const own: Record<string, number> = { '/_not-found': 404, '/_global-error': 500 };
    expect(known.status, route).toBe(own[route] ?? 200);
    expect(stranger.status, route).toBe(each.needs === 'open' ? 200 : 303);
    if (each.needs !== 'open') expect(stranger.headers.location, route).toMatch(/^\/login/);
    const isDrawnEarlier = route === '/_global-error';
    if (isDrawnEarlier || !String(known.headers['content-type']).startsWith('text/html')) continue;
    const policy = String(known.headers['content-security-policy']);
    expect(policy, route).toMatch(/script-src 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
    expect(policy, route).not.toMatch(/script-src[^;]*unsafe|\*|https?:/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    for (const [tag] of known.body.matchAll(/<script\b[^>]*>/g))
      expect(tag, route).toContain(`nonce="${nonce}"`);
    expect(known.body, route).not.toMatch(/<[^>]+\son\w+=/);
    expect((await ask(each, { accept: 'text/html', cookie })).body, route).not.toContain(nonce);
  }
});

test('health says yes or no to anybody, and more only to who may know', async () => {
  const stranger = await rawRequest(studio.url, '/api/health');
  expect(JSON.parse(stranger.body)).toEqual({ ok: true });
  const headers = { authorization: `Bearer ${tokens.read}` };
  const known = await rawRequest(studio.url, '/api/health', { headers });
  expect(JSON.parse(known.body)).toMatchObject({ ok: true, database: { ok: true } });
});

async function expectClaimsIgnored(url: string): Promise<void> {
  const { host } = new URL(url);
  const claims = {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': host,
    'x-forwarded-proto': 'https',
    forwarded: `for=127.0.0.1;host=${host}`,
    'x-real-ip': '127.0.0.1',
    'x-original-url': '/login',
    'x-rewrite-url': '/login',
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'firstframe-peer': '127.0.0.1',
  };
  expect((await rawRequest(url, '/v1/videos', { headers: claims })).status).toBe(401);
  const foreign = { ...claims, host: 'evil.example' };
  expect((await rawRequest(url, '/v1/videos', { headers: foreign })).status).toBe(421);
  // Wrong tries are counted where they come from, whatever they say of that.
  const codes = [];
  for (let index = 0; index < 14; index += 1) {
    const headers = {
      ...claims,
      'x-forwarded-for': `10.0.0.${index}`,
      authorization: `Bearer guess-${index}`,
    };
    codes.push((await rawRequest(url, '/v1/videos', { headers, from: '127.0.9.9' })).status);
  }
  expect(codes).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
}

test('S25: what a request says of its way here changes nothing', async () => {
  await withOwnStudio(expectClaimsIgnored);
});
