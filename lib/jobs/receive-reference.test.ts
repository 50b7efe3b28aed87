import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { StudioError } from '@/lib/errors';
import { fetchUntrusted } from '@/lib/providers/fetch-untrusted';
import { purgeJob } from './change-job';
import { createJob } from './create-job';
import { answerReferences, receiveReference } from './receive-reference';
import { sweep } from './sweep';
import { openTestContext, type TestContext } from './test-context';

// The public web is not there in a test: this is the one door to it.
vi.mock('@/lib/providers/fetch-untrusted', () => ({ fetchUntrusted: vi.fn() }));

const day = 24 * 60 * 60_000;
const address = 'http://127.0.0.1/api/references';

let context: TestContext;
let made = 0;
beforeEach(async () => {
  context = await openTestContext(() => Response.json({ id: `up_${++made}` }));
  // Files are dated by the machine's clock.
  context.clock.now = Date.now();
});

async function picture(background: string, width = 48): Promise<Buffer> {
  return sharp({ create: { width, height: 32, channels: 3, background } })
    .png()
    .toBuffer();
}

async function upload(background: string) {
  const body = new FormData();
  body.set('file', new Blob([new Uint8Array(await picture(background))]), 'a.png');
  return receiveReference(context, new Request(address, { method: 'POST', body }));
}

function byAddress(url: string) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ url });
  return receiveReference(context, new Request(address, { method: 'POST', headers, body }));
}

async function make(...urls: string[]): Promise<string> {
  context.clock.now += 1_000;
  const references = urls.map((text) => ({ role: 'first_frame' as const, param: 'input_reference', text }));
  const [job] = await createJob(context, { prompt: 'a boat', model: 'm', takes: 1, references });
  return job?.id ?? '';
}

const list = async (query = '') =>
  (await answerReferences(context, new URLSearchParams(query))).data.map(({ id }) => id);
const isThere = async (id: string) => (await context.storage.stat(`references/${id}`)) !== null;

describe('keeping an image before there is a video for it', () => {
  test('by its file: it is there to be seen, and to be given to a video as it is', async () => {
    const kept = await upload('red');
    expect(kept).toMatchObject({ object: 'reference', width: 48, height: 32, type: 'image/png' });
    expect(kept).toMatchObject({ url: `/api/references/${kept.id}`, source_url: null });
    const id = await make(kept.url);
    const job = await context.store.find(id);
    expect(job?.request.references).toMatchObject([{ key: `references/${kept.id}` }]);
  });

  test('by its address: fetched through the guard, and the address stays known', async () => {
    const bytes = await picture('blue');
    vi.mocked(fetchUntrusted).mockImplementationOnce(async (_url, path) => writeFile(path, bytes));
    const kept = await byAddress('https://pictures.example/boat.png');
    expect(kept).toMatchObject({ width: 48, source_url: 'https://pictures.example/boat.png' });
    expect(vi.mocked(fetchUntrusted).mock.calls[0]?.[2]).toMatchObject({ param: 'url' });
    // A video that is given the kept image later does not make the address forgotten.
    await make(kept.url);
    const { data } = await answerReferences(context, new URLSearchParams());
    expect(data).toMatchObject([{ id: kept.id, source_url: 'https://pictures.example/boat.png' }]);
  });

  test('refused: what the guard refuses, what is no address, what is no image, and two at once', async () => {
    const refusal = new StudioError('invalid_request', 'It is at a private address.', { param: 'url' });
    vi.mocked(fetchUntrusted).mockRejectedValueOnce(refusal);
    await expect(byAddress('http://10.0.0.1/a.png')).rejects.toBe(refusal);
    for (const url of ['', 'file:///etc/passwd', 'data:image/png;base64,AAAA', '/api/references/a.png'])
      await expect(byAddress(url)).rejects.toMatchObject({ code: 'invalid_request', param: 'url' });
    vi.mocked(fetchUntrusted).mockImplementationOnce(async (_url, path) => writeFile(path, '<html>'));
    await expect(byAddress('https://pictures.example/')).rejects.toMatchObject({ param: 'url' });
    const body = new FormData();
    for (const name of ['a', 'b']) body.append('file', new Blob([name]), name);
    const two = receiveReference(context, new Request(address, { method: 'POST', body }));
    await expect(two).rejects.toMatchObject({ code: 'invalid_request', param: 'file' });
    expect(await list()).toEqual([]);
  });
});

describe('the images that were used', () => {
  test('come once each, the last used first, page by page', async () => {
    const [red, green, blue] = [await upload('red'), await upload('green'), await upload('blue')];
    await make(green.url);
    await make(red.url);
    await make(green.url);
    expect(await list()).toEqual([green.id, red.id, blue.id]);
    expect(await list('limit=2')).toEqual([green.id, red.id]);
    expect(await list(`limit=2&after=${red.id}`)).toEqual([blue.id]);
    await expect(list('after=nobody')).rejects.toMatchObject({ param: 'after' });
  });

  test('are not those of videos that were deleted for good', async () => {
    const bytes = await picture('olive');
    const id = await make(`data:image/png;base64,${bytes.toString('base64')}`);
    expect(await list()).toHaveLength(1);
    const job = await context.store.find(id);
    await context.store.saveMark(id, { trashedAt: context.clock.now }, context.clock.now);
    await purgeJob(context, job?.id ?? '');
    expect(await list()).toEqual([]);
  });
});

test('an upload that no video is given goes after a week, and one that was given stays', async () => {
  const [used, unused] = [await upload('red'), await upload('green')];
  await make(used.url);
  context.clock.now += 6 * day;
  const later = await upload('blue');
  expect(await sweep(context)).toBe(0);
  context.clock.now += 2 * day;
  expect(await sweep(context)).toBe(1);
  expect(await list()).toEqual([later.id, used.id]);
  expect([await isThere(used.id), await isThere(unused.id), await isThere(later.id)]).toEqual([
    true,
    false,
    true,
  ]);
});
