import { expect, test } from 'vitest';
import { openaiDialect } from './dialects/openai';
import { openProvider } from './provider';

type Asked = { limit: string | null; order: string | null; after: string | null };

/** A provider whose list is what this says of each page that is asked for. */
function openListed(answer: (asked: Asked) => unknown, status = 200) {
  const asked: Asked[] = [];
  const provider = openProvider({
    id: 'test',
    label: 'Test',
    dialect: openaiDialect,
    baseUrl: 'http://provider.invalid/v1',
    apiKey: null,
    isDemo: false,
    models: null,
    async handle(request) {
      const query = new URL(request.url).searchParams;
      const page = { limit: query.get('limit'), order: query.get('order'), after: query.get('after') };
      asked.push(page);
      return Response.json(answer(page), { status });
    },
  });
  return { provider, asked };
}

/** The videos numbered from `from` downwards, each made a second before the one above it. */
const videos = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `video:${from - index}/=`,
    model: 'sora-2',
    prompt: `boat ${from - index}`,
    created_at: 1_800_000_000 + from - index,
    status: 'in_progress',
  }));

test('reads what each video was made of, and goes from page to page as far back as it is asked to', async () => {
  const { provider, asked } = openListed(({ after }) => ({
    data: videos(after === null ? 999 : Number(/\d+/.exec(after)?.[0]) - 1, 100),
    has_more: true,
  }));
  const found = await provider.listVideos((1_800_000_000 + 750) * 1_000);
  expect(asked.map(({ after }) => after)).toEqual([null, 'video:900/=', 'video:800/=']);
  expect(asked[0]).toMatchObject({ limit: '100', order: 'desc' });
  expect(found).toHaveLength(300);
  expect(found?.[0]).toEqual({
    id: 'video:999/=',
    state: 'running',
    model: 'sora-2',
    prompt: 'boat 999',
    createdAt: 1_800_000_999_000,
  });
});

test('never asks for more than ten pages, nor twice for the same one', async () => {
  const endless = openListed(({ after }) => ({
    data: videos(after === null ? 5_000 : Number(/\d+/.exec(after)?.[0]) - 1, 100),
    has_more: true,
  }));
  expect(await endless.provider.listVideos(0)).toHaveLength(1_000);
  expect(endless.asked).toHaveLength(10);
  const stuck = openListed(() => ({ data: videos(7, 7), has_more: true }));
  expect(await stuck.provider.listVideos(0)).toHaveLength(7);
  expect(stuck.asked).toHaveLength(2);
});

test('reads a list in an envelope, or without one, and nothing of what is no list', async () => {
  for (const answer of [videos(3, 3), { code: 'success', data: { items: videos(3, 3) } }])
    expect(await openListed(() => answer).provider.listVideos(0)).toHaveLength(3);
  for (const answer of [{ data: 'none' }, 'text', null, { data: [null, 7, {}] }])
    expect(await openListed(() => answer).provider.listVideos(0)).toEqual([]);
});

test('says why a provider gives no list', async () => {
  const { provider } = openListed(() => ({ error: { message: 'bad key' } }), 401);
  await expect(provider.listVideos(0)).rejects.toMatchObject({ code: 'provider_auth', message: 'bad key' });
});
