import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseRange } from './http';

/** `public/sw.js` and what it imports, which stand where anybody can fetch all that stands there. */
const [source, ofFiles] = ['sw.js', 'sw-files.js'].map((name) =>
  readFileSync(path.join(process.cwd(), 'public', name), 'utf8'),
);
const origin = 'https://studio.example';

type Listener = (event: object) => void;
type Worker = {
  ruleOf: (url: URL) => string | null;
  cut: (whole: Response, range: string | null) => Promise<Response>;
};

let stores: Map<string, Map<string, Response>>;
let listeners: Map<string, Listener>;
let worker: Worker;
/** What the studio answers; it is away where there is nothing. */
let studio: ((url: string) => Response) | null;
const toKey = (request: string | Request) =>
  new URL(typeof request === 'string' ? request : request.url, origin).href;

function openCache(name: string) {
  const store = stores.get(name) ?? new Map<string, Response>();
  stores.set(name, store);
  return {
    match: async (request: string) => store.get(toKey(request))?.clone(),
    put: async (request: string, answer: Response) => {
      const key = toKey(request);
      store.delete(key);
      store.set(key, new Response(await answer.arrayBuffer(), answer));
    },
    delete: async (request: string | Request) => store.delete(toKey(request)),
    keys: async () => [...store.keys()].map((url) => new Request(url)),
  };
}

/** Runs the worker as a browser would, on caches and a studio of the test's. */
function start(build = 'one'): void {
  listeners = new Map();
  const self = {
    location: new URL(`${origin}/sw.js?build=${build}`),
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    skipWaiting: () => {},
    clients: { claim: async () => {}, get: async () => undefined },
    registration: {},
  };
  const caches = {
    open: async (name: string) => openCache(name),
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    match: async () => undefined,
  };
  const fetch = async (request: string | Request) => {
    if (!studio) throw new TypeError('Failed to fetch');
    return studio(toKey(request));
  };
  // What waits is done as soon as it can be.
  const setTimeout = (run: () => void) => queueMicrotask(run);
  const importScripts = () => {};
  const globals = {
    setTimeout,
    importScripts,
    URL,
    Response,
    Request,
    Headers,
    Number,
    Object,
    Date,
    JSON,
    Promise,
  };
  worker = runInNewContext(`${ofFiles}\n${source}\n;({ ruleOf, cut })`, {
    ...globals,
    self,
    caches,
    fetch,
  }) as Worker;
}

/** Asks by way of the worker; `null` where it leaves the question alone. */
async function ask(request: object): Promise<Response | null> {
  const works: Promise<unknown>[] = [];
  let answer: Promise<Response> | null = null;
  const event = {
    request: { method: 'GET', mode: 'cors', headers: new Headers(), signal: { aborted: false }, ...request },
    waitUntil: (work: Promise<unknown>) => works.push(work),
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
  };
  listeners.get('fetch')?.(event);
  const given = await (answer as Promise<Response> | null);
  const body = await given?.clone().arrayBuffer();
  for (let index = 0; index < works.length; index += 1) await works[index];
  return given && body ? given : null;
}

/** Tells the worker something, as a page does. */
async function tell(data: object): Promise<void> {
  const works: Promise<unknown>[] = [];
  listeners.get('message')?.({ data, waitUntil: (work: Promise<unknown>) => works.push(work) });
  for (let index = 0; index < works.length; index += 1) await works[index];
}

const keptIn = (name: string) => [...(stores.get(name)?.keys() ?? [])];

beforeEach(() => {
  stores = new Map();
  studio = (url) => new Response(`of ${url}`, { headers: { 'content-length': '10' } });
  start();
});

afterEach(() => void vi.useRealTimers());

test.each([
  ['/v1/videos?limit=50', 'answer'],
  ['/v1/videos/video_1', 'answer'],
  ['/v1/models', 'answer'],
  ['/api/timeline?time_zone=Europe%2FBerlin', 'answer'],
  ['/v1/videos/video_1/content', 'video'],
  ['/v1/videos/video_1/content?variant=thumbnail', 'file'],
  ['/v1/videos/video_1/content?download=1', null],
  ['/v1/videos?changed_since=4', null],
  ['/v1/videos?trashed=true', null],
  ['/api/references/a.png', 'file'],
  ['/_next/static/chunks/a.js', 'static'],
  ['/api/session', null],
  ['/api/tokens', null],
  ['/api/shared/token/video_1', null],
  ['/s/token', null],
  ['/sw.js', null],
  ['https://elsewhere.example/v1/videos', null],
])('%s is %s', (url, rule) => {
  expect(worker.ruleOf(new URL(url, origin))).toBe(rule);
});

test('what makes, changes or costs something goes past it', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])
    expect(await ask({ method, url: `${origin}/v1/videos` })).toBeNull();
});

test('any range is cut from a whole file as the studio cuts it', async () => {
  const bytes = new Uint8Array(20).map((_, index) => index);
  const number = fc.oneof(fc.constant(''), fc.nat(30).map(String));
  const header = fc.oneof(
    fc.tuple(number, number).map(([first, last]) => `bytes=${first}-${last}`),
    fc.constantFrom(null, 'bytes=0-1,4-5', 'lines=1-2'),
  );
  await fc.assert(
    fc.asyncProperty(header, async (range) => {
      let wanted: { start: number; end: number } | null | 'none';
      try {
        wanted = parseRange(range, bytes.length);
      } catch {
        wanted = 'none';
      }
      // The studio answers a range that ends before it begins with the whole; no player asks for one.
      const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
      fc.pre(first === '' || Number(first) <= Number(last) || Number(first) >= bytes.length);
      const answer = await worker.cut(new Response(bytes), range);
      const got = new Uint8Array(await answer.arrayBuffer());
      if (wanted === 'none') expect([answer.status, got.length]).toEqual([416, 0]);
      else if (wanted === null) expect([answer.status, got]).toEqual([200, bytes]);
      else {
        expect([answer.status, got]).toEqual([206, bytes.slice(wanted.start, wanted.end + 1)]);
        expect(answer.headers.get('content-range')).toBe(`bytes ${wanted.start}-${wanted.end}/20`);
      }
    }),
  );
});

test('the API is asked first, and answered for only where the studio is away', async () => {
  const url = `${origin}/v1/videos?limit=50`;
  await ask({ url });
  studio = () => new Response('newer');
  expect(await (await ask({ url }))?.text()).toBe('newer');
  studio = null;
  expect(await (await ask({ url }))?.text()).toBe('newer');
  await expect(ask({ url: `${origin}/v1/models` })).rejects.toThrow('Failed to fetch');
});

test('files come from the cache, the least used ones go, and a 401 ends it all', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  start();
  const file = (index: number) => `${origin}/v1/videos/video_${index}/content?variant=thumbnail`;
  studio = (url) => new Response(url, { headers: { 'content-length': '40000000' } });
  for (let index = 0; index < 7; index += 1) {
    vi.setSystemTime(index * 1_000);
    await ask({ url: file(index) });
  }
  studio = null;
  vi.setSystemTime(4_000_000);
  await ask({ url: file(0) });
  studio = (url) => new Response(url, { headers: { 'content-length': '40000000' } });
  vi.setSystemTime(4_001_000);
  await ask({ url: file(7) });
  const kept = [...(stores.get('firstframe-files')?.keys() ?? [])];
  // 300 MB are seven of them; the first one was used again.
  expect([0, 1, 2, 7].map((index) => kept.includes(file(index)))).toEqual([true, false, true, true]);
  await ask({ url: `${origin}/`, mode: 'navigate' });
  expect(stores.get('firstframe-shell-one')?.size).toBe(1);
  studio = () => new Response('', { status: 401 });
  await ask({ url: `${origin}/v1/videos` });
  expect([...stores.keys()]).toEqual(['firstframe-shell-one']);
  expect(stores.get('firstframe-shell-one')?.size).toBe(0);
});

test('a video is kept on its way, whole, and cut from then on', async () => {
  const url = `${origin}/v1/videos/video_1/content`;
  studio = () => new Response('0123456789', { headers: { 'content-length': '10' } });
  const first = await ask({ url, headers: new Headers({ range: 'bytes=0-' }) });
  expect([first?.status, first?.headers.get('content-range')]).toEqual([206, 'bytes 0-9/10']);
  studio = null;
  const part = await ask({ url, headers: new Headers({ range: 'bytes=4-6' }) });
  expect([part?.status, await part?.text()]).toEqual([206, '456']);
});

test('a new build deletes what the old one kept, but for files', async () => {
  await ask({ url: `${origin}/v1/videos` });
  await ask({ url: `${origin}/_next/static/a.js` });
  await ask({ url: `${origin}/api/references/a.png` });
  start('two');
  const works: Promise<unknown>[] = [];
  listeners.get('activate')?.({ waitUntil: (work: Promise<unknown>) => works.push(work) });
  await Promise.all(works);
  expect([...stores.keys()]).toEqual(['firstframe-files']);
});

describe('what was deleted for good', () => {
  const file = (id: string, variant: string) => `${origin}/v1/videos/${id}/content?variant=${variant}`;
  const answer = (id: string) => `${origin}/v1/videos/${id}`;
  const list = `${origin}/v1/videos?limit=50`;
  const models = `${origin}/v1/models`;

  beforeEach(async () => {
    for (const id of ['video_1', 'video_2']) {
      await ask({ url: file(id, 'video'), headers: new Headers({ range: 'bytes=0-' }) });
      for (const variant of ['thumbnail', 'spritesheet']) await ask({ url: file(id, variant) });
      await ask({ url: answer(id) });
    }
    await ask({ url: models });
    studio = () => new Response('{"data":[{"id":"video_1"},{"id":"video_2"}]}');
    await ask({ url: list });
  });

  test('is not shown any more, and nothing else is forgotten', async () => {
    await tell({ purged: ['video_1'] });
    const index = await stores.get('firstframe-files')?.get(`${origin}/firstframe-files`)?.json();
    const left = ['video', 'thumbnail', 'spritesheet'].map((variant) => file('video_2', variant));
    expect(Object.keys(index).sort()).toEqual(left.sort());
    expect(keptIn('firstframe-files').sort()).toEqual([`${origin}/firstframe-files`, ...left].sort());
    expect(keptIn('firstframe-answers-one').sort()).toEqual([answer('video_2'), models].sort());
    studio = () => new Response('', { status: 404 });
    const headers = new Headers({ range: 'bytes=0-' });
    expect((await ask({ url: file('video_1', 'video'), headers }))?.status).toBe(404);
    expect((await ask({ url: file('video_2', 'video'), headers }))?.status).toBe(206);
  });

  test('is forgotten with all others where it may have been any', async () => {
    await tell({ purged: 'any' });
    expect([...keptIn('firstframe-files'), ...keptIn('firstframe-answers-one')]).toEqual([]);
    studio = (url) => new Response(`of ${url}`, { headers: { 'content-length': '10' } });
    await ask({ url: file('video_2', 'thumbnail') });
    expect(keptIn('firstframe-files')).toContain(file('video_2', 'thumbnail'));
  });

  test('is forgotten also by a worker that was started anew', async () => {
    start();
    await tell({ purged: ['video_1', 'video_2'] });
    expect(keptIn('firstframe-files')).toEqual([`${origin}/firstframe-files`]);
    expect(await stores.get('firstframe-files')?.get(`${origin}/firstframe-files`)?.json()).toEqual({});
  });
});
