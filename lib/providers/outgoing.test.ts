import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from './address-guard';
import { openServer } from './contract/open-server';
import type { Dialect } from './dialect';
import { relaySoraDialect } from './dialects/relay-sora';
import { openFakeInternet } from './fake-internet';
import { hostileNames, otherUrls, privateUrls } from './hostile-urls';
import { openProvider } from './provider';

/** What goes out to where an upstream says: the finished video, the place to ask at, and where either redirects to. */

const key = 'sk-canary-key';
const video = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom', 'latin1'), Buffer.alloc(64)]);
/** One that names where to ask, as some do. */
const dialect: Dialect = { ...relaySoraDialect, read: { ...relaySoraDialect.read, pollUrl: ['poll_url'] } };

type Seen = { url: string; headers: IncomingHttpHeaders };
type Answer = (response: ServerResponse, url: string) => void;

/** The provider of the administrator's own, on this machine, and a stranger's server at 8.8.4.4. */
let own: Awaited<ReturnType<typeof openServer>>;
let stranger: Awaited<ReturnType<typeof openServer>>;
let answerOwn: Answer;
let answerStranger: Answer;
const seenByOwn: Seen[] = [];
const seenByStranger: Seen[] = [];
let internet: ReturnType<typeof openFakeInternet>;
let turn = 0;

function serve(seen: Seen[], answer: () => Answer) {
  return openServer((request, response) => {
    const { url = '', headers } = request;
    seen.push({ url, headers });
    answer()(response, url);
  });
}

beforeAll(async () => {
  own = await serve(seenByOwn, () => answerOwn);
  stranger = await serve(seenByStranger, () => answerStranger);
});
afterAll(() => {
  own.close();
  stranger.close();
});
beforeEach(() => {
  seenByOwn.length = 0;
  seenByStranger.length = 0;
  internet = openFakeInternet({
    names: {
      ...hostileNames,
      'cdn.example': ['8.8.4.4'],
      'rebind.example': () => (turn++ % 2 === 0 ? ['8.8.8.8'] : ['127.0.0.1']),
    },
    servers: { '8.8.4.4': stranger.server },
    own: () => [own.server],
  });
});
afterEach(() => internet.close());

const json =
  (body: unknown): Answer =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const redirect =
  (location: string, status = 302): Answer =>
  (response) =>
    void response.writeHead(status, { location }).end();
const file: Answer = (response) => void response.writeHead(200, { 'content-type': 'video/mp4' }).end(video);

function connect(changes: Partial<Dialect> = {}, baseUrl = own.origin) {
  return openProvider({
    id: 'p',
    label: 'P',
    dialect: { ...dialect, ...changes },
    baseUrl,
    apiKey: key,
    isDemo: false,
    models: null,
  });
}

/** Takes a job from its poll to its bytes, as the steps of a job do. */
async function follow(provider: ReturnType<typeof connect>) {
  const polled = await provider.poll({ upstreamId: 'up_1', operation: {} });
  if (polled.outcome !== 'answered') throw new Error(`The poll came to ${polled.outcome}.`);
  const { resultUrl, pollUrl } = polled.job;
  return provider.fetchResult({ upstreamId: 'up_1', operation: { resultUrl, pollUrl } });
}

/** A video may be at any port of a public host, and may be the very text of a data URI. */
const isMeant = (url: string) => /8\.8\.8\.8:\d|^data:/.test(url);

const done = (url: string) => ({ id: 'up_1', status: 'completed', metadata: { url } });

test('the provider of the administrator’s own may be on this machine, and a video anywhere on the web', async () => {
  answerOwn = json(done('http://cdn.example:8443/a.mp4'));
  answerStranger = file;
  const result = await follow(connect());
  expect(result.outcome === 'bytes' && (await text(result.stream)).length).toBeGreaterThan(0);
  expect(internet.dials).toEqual([{ host: '8.8.4.4', port: 8443 }]);
});

describe('S1: an address that an upstream names and nobody may look at', () => {
  test('is never dialled for the video, in all of at least 200 spellings, and that is why it is not fetched', async () => {
    expect(new Set(privateUrls).size).toBeGreaterThanOrEqual(200);
    const provider = connect();
    for (const url of [...privateUrls, ...otherUrls.filter((url) => !isMeant(url))]) {
      answerOwn = json(done(url));
      const result = await follow(provider);
      expect(result, url).toMatchObject({ outcome: 'trouble' });
    }
    answerOwn = json(done('http://10.0.0.1/a.mp4'));
    expect(await follow(provider)).toMatchObject({
      isForbidden: true,
      isAnswered: false,
      message: '10.0.0.1 is at a private address, which is not allowed here.',
    });
    expect(internet.dials).toEqual([]);
  });

  test('is never dialled to ask about the job: the usual place is asked instead', async () => {
    const provider = connect();
    answerOwn = json({ id: 'up_1', status: 'in_progress' });
    const urls = [...privateUrls, ...otherUrls.filter((url) => !isMeant(url))];
    for (const pollUrl of urls) {
      const polled = await provider.poll({ upstreamId: 'up_1', operation: { pollUrl } });
      expect(polled, pollUrl).toMatchObject({ outcome: 'answered' });
    }
    expect(internet.dials).toEqual([]);
  });

  test('is never dialled where a public host redirects to it', async () => {
    const provider = connect();
    const locations = [...privateUrls, ...otherUrls].filter((url) => !/[\r\n\t]/.test(url) && !isMeant(url));
    for (const location of locations) {
      answerOwn = json(done('http://cdn.example/a.mp4'));
      answerStranger = redirect(
        Buffer.from(location).toString('latin1'),
        [301, 302, 303, 307, 308][turn++ % 5],
      );
      expect(await follow(provider), location).toMatchObject({ outcome: 'trouble' });
      // An answer about a job is never followed elsewhere at all.
      await provider.poll({ upstreamId: 'up_1', operation: { pollUrl: 'http://cdn.example/poll' } });
    }
    expect(new Set(internet.dials.map(({ host }) => host))).toEqual(new Set(['8.8.4.4']));
  });

  test('is never dialled where the provider itself redirects to it', async () => {
    const provider = connect({ result: ['content'] });
    for (const location of privateUrls.filter((url) => !/[\r\n\t]/.test(url))) {
      answerOwn = (response, url) =>
        url.endsWith('/content')
          ? redirect(Buffer.from(location).toString('latin1'))(response, url)
          : json({ id: 'up_1', status: 'completed' })(response, url);
      expect(await follow(provider), location).toMatchObject({ outcome: 'trouble' });
    }
    expect(internet.dials).toEqual([]);
  });

  test('another port of the very machine that the provider is on is not its origin', async () => {
    answerOwn = json(done(`${stranger.origin}/secret`));
    expect(await follow(connect())).toMatchObject({ outcome: 'trouble', isForbidden: true });
    expect(seenByStranger).toEqual([]);
  });
});

describe('S2: a name that answers differently the second time', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['for the video', async () => follow(connect())],
    [
      'for the place to ask at',
      async () => connect().poll({ upstreamId: null, operation: { pollUrl: 'http://rebind.example/poll' } }),
    ],
  ])('%s leads to no private address in 1,000 tries', async (_name, go) => {
    let round = 0;
    answerStranger = redirect('http://rebind.example/a.mp4');
    answerOwn = (response, url) => {
      round += 1;
      json(done(round % 2 === 0 ? 'http://cdn.example/' : 'http://rebind.example/'))(response, url);
    };
    for (let count = 0; count < 1_000; count += 1) await go();
    expect(internet.lookups.filter((name) => name === 'rebind.example').length).toBeGreaterThanOrEqual(1_000);
    expect(internet.dials.length).toBeGreaterThan(0);
    expect(internet.dials.filter(({ host }) => !isPublicAddress(host))).toEqual([]);
  });
});

describe('S3: a chain of redirects to a video', () => {
  const at = (step: number) => `http://cdn.example/${step}`;
  test.each<[string, string[]]>([
    ['of six hops', [1, 2, 3, 4, 5, 6].map(at)],
    ['in a circle', [at(1), at(0)]],
    ['to itself', [at(0)]],
    ['to this machine', [at(1), at(2), 'http://127.0.0.1/']],
    ['to a private name at the last hop', [...[1, 2, 3, 4].map(at), 'http://router.lan/']],
    ['to an IPv6 address that is mapped', ['http://[::ffff:a00:1]/']],
    ['to a file', ['file:///etc/passwd']],
    ['to data', ['data:video/mp4;base64,AAAA']],
    ['to a script', ['javascript:alert(1)']],
    ['to FTP', ['ftp://cdn.example/a.mp4']],
    ['to a user name', ['http://user@cdn.example/1']],
    ['to a password', ['https://user:password@cdn.example/1']],
    ['to what is no URL', ['http://[::']],
    ['to a port of another protocol', ['http://cdn.example:25/']],
  ])('%s is refused, and nothing but the web was asked', async (_name, locations) => {
    answerOwn = json(done(at(0)));
    answerStranger = (response, url) => {
      const location = locations[Number(url.slice(1))];
      if (location === undefined) file(response, url);
      else redirect(location)(response, url);
    };
    expect(await follow(connect())).toMatchObject({ outcome: 'trouble' });
    expect(internet.dials.filter(({ host }) => host !== '8.8.4.4')).toEqual([]);
    // Six tries at the most for each of the address itself and of the fresh one, which is the same.
    expect(seenByStranger.length).toBeLessThanOrEqual(12);
  });
});

describe('S5: the key on its way', () => {
  const headerNames = [
    'authorization',
    'x-api-key',
    'api-key',
    'cookie',
    'proxy-authorization',
    'x-goog-api-key',
  ];
  const cases = headerNames.flatMap((header) =>
    [301, 302, 303, 307, 308].map((status) => ({ header, status })),
  );

  test.each(cases)(
    'as $header does not follow a $status to another origin, and comes back with us',
    async (one) => {
      const auth = { header: one.header, scheme: one.header === 'authorization' ? 'Bearer' : '' };
      const provider = connect({ auth, result: ['content'] });
      answerOwn = (response, url) => {
        if (url.endsWith('/content')) redirect('http://cdn.example/hop?sig=1', one.status)(response, url);
        else if (url === '/back') file(response, url);
        else json({ id: 'up_1', status: 'completed', poll_url: 'http://cdn.example/poll' })(response, url);
      };
      answerStranger = (response, url) =>
        url === '/poll'
          ? redirect(`${own.origin}/v1/videos/up_1`, one.status)(response, url)
          : redirect(`${own.origin}/back`, one.status)(response, url);
      const result = await follow(provider);
      expect(result).toMatchObject({ outcome: 'bytes' });
      await provider.poll({ upstreamId: 'up_1', operation: { pollUrl: 'http://cdn.example/poll' } });
      expect(seenByStranger.map(({ url }) => url)).toEqual(['/hop?sig=1', '/poll']);
      expect(JSON.stringify(seenByStranger)).not.toContain(key);
      for (const { headers } of seenByStranger)
        expect(
          Object.keys(headers).filter((name) => [...headerNames, 'referer', 'origin'].includes(name)),
        ).toEqual([]);
      expect(seenByOwn.at(-1)?.url).toBe('/back');
      expect(
        seenByOwn.every(
          ({ headers, url }) => String(headers[one.header]).includes(key) && !url.includes(key),
        ),
      ).toBe(true);
    },
  );

  test('goes to the same host under another scheme or port no more than to another host', async () => {
    internet.close();
    internet = openFakeInternet({
      names: { 'api.example': ['8.8.4.4'] },
      // The provider's own host is left to the system to look up.
      servers: { 'api.example': stranger.server, '8.8.4.4': stranger.server },
    });
    answerStranger = (response, url) =>
      url.endsWith('/content')
        ? redirect('http://api.example/down')(response, url)
        : url === '/down'
          ? redirect('https://api.example:8443/other')(response, url)
          : url === '/other'
            ? file(response, url)
            : json({ id: 'up_1', status: 'completed' })(response, url);
    await follow(connect({ result: ['content'] }, 'https://api.example/v1'));
    const withKey = seenByStranger.map(({ url, headers }) => [url, JSON.stringify(headers).includes(key)]);
    expect(withKey).toEqual([
      ['/v1/videos/up_1', true],
      ['/v1/videos/up_1/content', true],
      ['/down', false],
      ['/other', false],
    ]);
  });
});
