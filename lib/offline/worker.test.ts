import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseRange } from '@/lib/http';
import { origin, TestBrowser } from './test-browser';

let browser: TestBrowser;
beforeEach(() => {
  browser = new TestBrowser();
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
  expect(browser.worker.ruleOf(new URL(url, origin))).toBe(rule);
});

test('what makes, changes or costs something goes past it', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])
    expect(await browser.ask({ method, url: `${origin}/v1/videos` })).toBeNull();
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
      const answer = await browser.worker.cut(new Response(bytes), range);
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
  await browser.ask({ url });
  browser.studio = () => new Response('newer');
  expect(await (await browser.ask({ url }))?.text()).toBe('newer');
  browser.studio = null;
  expect(await (await browser.ask({ url }))?.text()).toBe('newer');
  await expect(browser.ask({ url: `${origin}/v1/models` })).rejects.toThrow('Failed to fetch');
});

test('files come from the cache, the least used ones go, and a 401 ends it all', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  browser.start();
  const file = (index: number) => `${origin}/v1/videos/video_${index}/content?variant=thumbnail`;
  browser.studio = (url) => new Response(url, { headers: { 'content-length': '40000000' } });
  for (let index = 0; index < 7; index += 1) {
    vi.setSystemTime(index * 1_000);
    await browser.ask({ url: file(index) });
  }
  browser.studio = null;
  vi.setSystemTime(4_000_000);
  await browser.ask({ url: file(0) });
  browser.studio = (url) => new Response(url, { headers: { 'content-length': '40000000' } });
  vi.setSystemTime(4_001_000);
  await browser.ask({ url: file(7) });
  const kept = [...(browser.stores.get('firstframe-files')?.keys() ?? [])];
  // 300 MB are seven of them; the first one was used again.
  expect([0, 1, 2, 7].map((index) => kept.includes(file(index)))).toEqual([true, false, true, true]);
  await browser.ask({ url: `${origin}/`, mode: 'navigate' });
  expect(browser.stores.get('firstframe-shell-one')?.size).toBe(1);
  browser.studio = () => new Response('', { status: 401 });
  await browser.ask({ url: `${origin}/v1/videos` });
  expect([...browser.stores.keys()]).toEqual(['firstframe-shell-one']);
  expect(browser.stores.get('firstframe-shell-one')?.size).toBe(0);
});

test('a video is kept on its way, whole, and cut from then on', async () => {
  const url = `${origin}/v1/videos/video_1/content`;
  browser.studio = () => new Response('0123456789', { headers: { 'content-length': '10' } });
  const first = await browser.ask({ url, headers: new Headers({ range: 'bytes=0-' }) });
  expect([first?.status, first?.headers.get('content-range')]).toEqual([206, 'bytes 0-9/10']);
  browser.studio = null;
  const part = await browser.ask({ url, headers: new Headers({ range: 'bytes=4-6' }) });
  expect([part?.status, await part?.text()]).toEqual([206, '456']);
});

test('a new build deletes what the old one kept, but for files', async () => {
  await browser.ask({ url: `${origin}/v1/videos` });
  await browser.ask({ url: `${origin}/_next/static/a.js` });
  await browser.ask({ url: `${origin}/api/references/a.png` });
  browser.start('two');
  const works: Promise<unknown>[] = [];
  browser.listeners.get('activate')?.({ waitUntil: (work: Promise<unknown>) => works.push(work) });
  await Promise.all(works);
  expect([...browser.stores.keys()]).toEqual(['firstframe-files']);
});
