import { beforeEach, describe, expect, test, vi } from 'vitest';
import { origin, TestBrowser } from './test-browser';

let browser: TestBrowser;
beforeEach(() => {
  browser = new TestBrowser();
});

describe('the index of what is kept', () => {
  const picture = (index: number) => `${origin}/v1/videos/video_${index}/content?variant=thumbnail`;
  const indexUrl = `${origin}/firstframe-files`;
  const readIndex = async () => (await browser.stores.get('firstframe-files')?.get(indexUrl)?.json()) ?? null;
  const pictures = [0, 1, 2, 3, 4].map(picture);

  /** Sees some pictures, whose index is not written yet. */
  async function see(urls: readonly string[]): Promise<Promise<unknown>[]> {
    const works: Promise<unknown>[] = [];
    for (const url of urls) await browser.ask({ url }, works);
    await vi.waitFor(() => expect(browser.keptIn('firstframe-files')).toEqual(urls));
    return works;
  }

  test('is written once for many', async () => {
    await browser.settle(await see(pictures));
    expect(browser.puts.filter((url) => url === indexUrl)).toHaveLength(1);
    expect(Object.keys(await readIndex())).toEqual(pictures);
  });

  test('is made again of what is there, where the browser ended the worker before it was written', async () => {
    await see(pictures);
    browser.timers = [];
    browser.start();
    await browser.tell({ purged: ['video_0'] });
    const left = pictures.slice(1);
    expect(await readIndex()).toEqual(
      Object.fromEntries(left.map((url) => [url, { bytes: 10, at: expect.any(Number) }])),
    );
    expect(browser.keptIn('firstframe-files').sort()).toEqual([...left, indexUrl].sort());
  });

  test('is not written any more once somebody is signed out', async () => {
    const works = await see(pictures);
    browser.studio = () => new Response('', { status: 401 });
    await browser.ask({ url: `${origin}/v1/videos` });
    await browser.settle(works);
    expect([...browser.stores.keys()].filter((name) => !name.startsWith('firstframe-shell-'))).toEqual([]);
  });

  test('lets the studio answer where it cannot be read, and is read the next time', async () => {
    await browser.settle(await see(pictures));
    browser.start();
    browser.isDiskBroken = true;
    browser.studio = () => new Response('from the studio');
    const url = picture(0);
    const works: Promise<unknown>[] = [];
    expect(await (await browser.ask({ url }, works))?.text()).toBe('from the studio');
    await Promise.allSettled(works);
    browser.isDiskBroken = false;
    expect(await (await browser.ask({ url }))?.text()).toBe(`of ${url}`);
  });
});

describe('what was deleted for good', () => {
  const file = (id: string, variant: string) => `${origin}/v1/videos/${id}/content?variant=${variant}`;
  const answer = (id: string) => `${origin}/v1/videos/${id}`;
  const list = `${origin}/v1/videos?limit=50`;
  const models = `${origin}/v1/models`;

  beforeEach(async () => {
    for (const id of ['video_1', 'video_2']) {
      await browser.ask({ url: file(id, 'video'), headers: new Headers({ range: 'bytes=0-' }) });
      for (const variant of ['thumbnail', 'spritesheet']) await browser.ask({ url: file(id, variant) });
      await browser.ask({ url: answer(id) });
    }
    await browser.ask({ url: models });
    browser.studio = () => new Response('{"data":[{"id":"video_1"},{"id":"video_2"}]}');
    await browser.ask({ url: list });
  });

  test('is not shown any more, and nothing else is forgotten', async () => {
    await browser.tell({ purged: ['video_1'] });
    const index = await browser.stores.get('firstframe-files')?.get(`${origin}/firstframe-files`)?.json();
    const left = ['video', 'thumbnail', 'spritesheet'].map((variant) => file('video_2', variant));
    expect(Object.keys(index).sort()).toEqual(left.sort());
    expect(browser.keptIn('firstframe-files').sort()).toEqual([`${origin}/firstframe-files`, ...left].sort());
    expect(browser.keptIn('firstframe-answers-one').sort()).toEqual([answer('video_2'), models].sort());
    browser.studio = () => new Response('', { status: 404 });
    const headers = new Headers({ range: 'bytes=0-' });
    expect((await browser.ask({ url: file('video_1', 'video'), headers }))?.status).toBe(404);
    expect((await browser.ask({ url: file('video_2', 'video'), headers }))?.status).toBe(206);
  });

  test('is forgotten with all others where it may have been any', async () => {
    await browser.tell({ purged: 'any' });
    expect([...browser.keptIn('firstframe-files'), ...browser.keptIn('firstframe-answers-one')]).toEqual([]);
    browser.studio = (url) => new Response(`of ${url}`, { headers: { 'content-length': '10' } });
    await browser.ask({ url: file('video_2', 'thumbnail') });
    expect(browser.keptIn('firstframe-files')).toContain(file('video_2', 'thumbnail'));
  });

  test('is not kept either where it was on its way meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    browser.gate = promise;
    const url = file('video_3', 'thumbnail');
    const works: Promise<unknown>[] = [];
    await browser.ask({ url }, works);
    await browser.ask({ url: answer('video_3') }, works);
    const purging = browser.tell({ purged: ['video_3'] });
    resolve();
    await purging;
    await browser.settle(works);
    expect(
      [...browser.keptIn('firstframe-files'), ...browser.keptIn('firstframe-answers-one')].join(),
    ).not.toContain('video_3');
  });

  test('is forgotten also by a worker that was started anew', async () => {
    browser.start();
    await browser.tell({ purged: ['video_1', 'video_2'] });
    expect(browser.keptIn('firstframe-files')).toEqual([`${origin}/firstframe-files`]);
    expect(await browser.stores.get('firstframe-files')?.get(`${origin}/firstframe-files`)?.json()).toEqual(
      {},
    );
  });
});
