import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetch } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from './address-guard';
import { openServer } from './contract/open-server';
import { openFakeInternet } from './fake-internet';
import { fetchUntrusted } from './fetch-untrusted';
import { hostileNames, otherUrls, privateUrls } from './hostile-urls';

/** What the server at 8.8.4.4, `public.example`, answers next. */
type Answer = { status?: number; headers?: Record<string, string>; body?: string };
let answer: (url: string) => Answer;
let stranger: Awaited<ReturnType<typeof openServer>>;
let folder: string;
let internet: ReturnType<typeof openFakeInternet>;
let turn = 0;

const asked: { url: string; headers: string[] }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-untrusted-'));
  stranger = await openServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: Object.keys(request.headers) });
    const { status = 200, headers, body = '' } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
});
afterAll(() => stranger.close());
beforeEach(() => {
  asked.length = 0;
  const alternating = () => (turn++ % 2 === 0 ? ['8.8.4.4'] : ['127.0.0.1']);
  const unreachable = () => (turn++ % 2 === 0 ? ['8.8.8.8'] : ['169.254.169.254']);
  internet = openFakeInternet({
    names: {
      ...hostileNames,
      'public.example': ['8.8.4.4'],
      'rebind.example': alternating,
      'rebind-nowhere.example': unreachable,
    },
    servers: { '8.8.4.4': stranger.server },
  });
});
afterEach(() => internet.close());

const limits = { param: 'last_frame', maximumBytes: 1_000 };
const fetchIt = (url: string) => fetchUntrusted(url, path.join(folder, 'image'), limits);
const refusalOf = async (url: string) => {
  const error: unknown = await fetchIt(url).catch((reason: unknown) => reason);
  return error as { code?: string; param?: string; message?: string } | undefined;
};

test('the spy under the sockets sees what goes out, and a fetch without the guard goes out', async () => {
  await expect(fetch('http://169.254.169.254/')).rejects.toThrow();
  await expect(fetch('http://[::1]:81/')).rejects.toThrow();
  expect(internet.dials).toEqual([
    { host: '169.254.169.254', port: 80 },
    { host: '::1', port: 81 },
  ]);
});

test('an image on the public web is fetched, with nothing of ours but the question', async () => {
  answer = () => ({ body: 'PNG' });
  await fetchIt('http://public.example/a.png#part');
  expect(await readFile(path.join(folder, 'image'), 'utf8')).toBe('PNG');
  expect(asked).toEqual([{ url: '/a.png', headers: expect.any(Array) }]);
  for (const header of ['authorization', 'cookie', 'referer', 'origin'])
    expect(asked[0]?.headers).not.toContain(header);
  expect(internet.dials).toEqual([{ host: '8.8.4.4', port: 80 }]);
});

describe('S1: an image’s URL that leads where nobody may look', () => {
  test('is refused before anything is dialled, in all of at least 200 spellings', async () => {
    const urls = [...privateUrls, ...otherUrls];
    expect(new Set(urls).size).toBeGreaterThanOrEqual(200);
    for (const url of urls)
      expect(await refusalOf(url), url).toMatchObject({ code: 'invalid_request', param: 'last_frame' });
    expect(internet.dials).toEqual([]);
  });

  test('is refused as well where a public host redirects to it', async () => {
    // A header cannot hold the others.
    const locations = [...privateUrls, ...otherUrls].filter((url) => !/[\r\n\t]/.test(url));
    for (const location of locations) {
      const status = [301, 302, 303, 307, 308][turn++ % 5];
      answer = () => ({ status, headers: { location: Buffer.from(location).toString('latin1') } });
      // A few of them are paths on the public host itself, which goes on redirecting.
      expect(await refusalOf('http://public.example/a.png'), location).toMatchObject({
        code: 'invalid_request',
        param: 'last_frame',
      });
    }
    expect(new Set(internet.dials.map(({ host }) => host))).toEqual(new Set(['8.8.4.4']));
  });
});

describe('S2: a name that answers differently the second time', () => {
  test.each(['rebind.example', 'rebind-nowhere.example'])(
    '%s leads to no private address in 1,000 tries, directly or by a redirect',
    async (name) => {
      // A connection that is kept would not be dialled again.
      const connection = 'close';
      const location = `http://${name}/`;
      answer = (url): Answer =>
        url === '/go' ? { status: 302, headers: { connection, location } } : { headers: { connection } };
      for (let round = 0; round < 1_000; round += 1)
        await refusalOf(round % 2 === 0 ? `http://${name}/` : 'http://public.example/go');
      expect(internet.lookups.filter((asked) => asked === name).length).toBeGreaterThan(500);
      expect(internet.dials.length).toBeGreaterThan(0);
      expect(internet.dials.filter(({ host }) => !isPublicAddress(host))).toEqual([]);
    },
  );

  test('a connection that ends up elsewhere than it was sent is given up before a byte is written', async () => {
    internet.close();
    internet = openFakeInternet({
      names: { 'public.example': ['8.8.4.4'] },
      hijackers: { '8.8.4.4': stranger.server },
    });
    answer = () => ({ body: 'secret' });
    for (const url of ['http://public.example:443/', 'https://public.example/']) {
      const message = expect.stringContaining('led to 127.0.0.1');
      expect(await refusalOf(url)).toMatchObject({ code: 'invalid_request', message });
    }
    expect(internet.dials).toHaveLength(2);
    expect(asked).toEqual([]);
  });
});

describe('S3: a chain of redirects', () => {
  const to = (...locations: string[]) => {
    answer = (url) => {
      const step = Number(/^\/(\d+)/.exec(url)?.[1] ?? 0);
      const location = locations[step];
      return location === undefined ? { body: 'PNG' } : { status: 302, headers: { location } };
    };
  };
  const hop = (step: number) => `http://public.example/${step}`;

  test('of five hops is followed, each looked at anew', async () => {
    to(hop(1), hop(2), '/3', 'http://public.example/4', hop(5));
    await fetchIt(hop(0));
    expect(asked).toHaveLength(6);
  });

  test.each<[string, string[]]>([
    ['of six hops', [hop(1), hop(2), hop(3), hop(4), hop(5), hop(6)]],
    ['that goes round in a circle', [hop(1), hop(0)]],
    ['to itself', [hop(0)]],
    ['to 127.0.0.1', [hop(1), 'http://127.0.0.1/']],
    ['to localhost', [hop(1), hop(2), 'http://localhost/']],
    ['to the metadata of a cloud, at its last hop', [1, 2, 3, 4].map(hop).concat('http://169.254.169.254/')],
    ['to a private name without a scheme', ['//router.lan/']],
    ['to a mapped address', ['http://[::ffff:127.0.0.1]/']],
    ['to a number', ['http://2130706433/']],
    ['to a name with mixed answers', ['http://mixed.example/']],
    ['to a file', [hop(1), 'file:///etc/passwd']],
    ['to a file of this host', ['file://localhost/etc/passwd']],
    ['to data', ['data:image/png;base64,iVBORw0KGgo=']],
    ['to a script', ['javascript:alert(1)']],
    ['to FTP', ['ftp://public.example/a.png']],
    ['to gopher', ['gopher://public.example:6379/_INFO']],
    ['to a WebSocket', ['ws://public.example/']],
    ['to a user name', ['http://user@public.example/1']],
    ['to a user name and a password', ['http://user:password@public.example/1']],
    ['to another port', ['http://public.example:6379/1']],
    ['to what is no URL', ['http://[']],
    ['to a name that nobody knows', ['http://unknown.example/']],
    ['to nowhere', ['http://']],
  ])('%s is refused', async (_name, locations) => {
    to(...locations);
    expect(await refusalOf(hop(0))).toMatchObject({ code: 'invalid_request', param: 'last_frame' });
    expect(internet.dials.filter(({ host }) => host !== '8.8.4.4')).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(6);
  });

  test('from https: to http: is refused', async () => {
    answer = () => ({ status: 302, headers: { location: 'http://public.example/1' } });
    expect(await refusalOf('https://public.example/')).toMatchObject({
      message: expect.stringContaining('from https: to http:'),
    });
    expect(internet.dials).toEqual([{ host: '8.8.4.4', port: 443 }]);
  });
});

describe('S22: a server of images that', () => {
  test.each<[string, Answer]>([
    ['says too much', { body: 'x'.repeat(2_000) }],
    ['breaks off', { headers: { 'content-length': '900', connection: 'close' }, body: 'short' }],
    ['answers with an error', { status: 500, body: 'x'.repeat(100_000) }],
    ['answers with a redirect to nowhere', { status: 302 }],
    ['says that it compresses, and does not', { headers: { 'content-encoding': 'gzip' }, body: 'not gzip' }],
  ])('%s ends as a refusal that names the field', async (_name, given) => {
    answer = () => given;
    const refusal = await refusalOf('http://public.example/a.png');
    expect(refusal).toMatchObject({ param: 'last_frame' });
    expect(['invalid_request', 'too_large']).toContain(refusal?.code);
  });
});
