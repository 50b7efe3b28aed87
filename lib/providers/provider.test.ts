import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { openServer } from './contract/open-server';
import { openaiDialect } from './dialects/openai';
import { openProvider } from './provider';
import { openUpstream, readText } from './upstream';

const ends: (() => void)[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const { origin, close } = await openServer(listener);
  ends.push(close);
  return origin;
}

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function connect(handle: (request: Request) => Response | Promise<Response>) {
  return openProvider({
    id: 'p',
    label: 'P',
    dialect: openaiDialect,
    baseUrl: 'https://provider.invalid/v1',
    apiKey: 'sk-canary',
    isDemo: false,
    models: null,
    handle: async (request) => handle(request),
  });
}

const running = (progress: number) => Response.json({ id: 'up_1', status: 'in_progress', progress });

describe('where a job is asked about', () => {
  const usual = 'https://provider.invalid/v1/videos/up_1';
  const named = 'https://provider.invalid/api/jobs/1';
  const job = (pollUrl: string) => ({ upstreamId: 'up_1', operation: { pollUrl } });

  test.each([named, '/api/jobs/1', '../api/jobs/1'])('is where its provider says (%s)', async (pollUrl) => {
    const asked: string[] = [];
    const provider = connect(({ url }) => {
      asked.push(url);
      return running(7);
    });
    expect(await provider.poll(job(pollUrl))).toMatchObject({ outcome: 'answered', job: { progress: 7 } });
    expect(asked).toEqual([named]);
  });

  test.each([
    'http://[',
    'ftp://provider.invalid/1',
    'https://me:secret@provider.invalid/1',
    'data:,1',
    usual,
  ])('is the usual place where that says nothing else (%s)', async (pollUrl) => {
    const asked: string[] = [];
    const provider = connect(({ url }) => {
      asked.push(url);
      return running(7);
    });
    expect(await provider.poll(job(pollUrl))).toMatchObject({ outcome: 'answered' });
    expect(asked).toEqual([usual]);
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['is not found', () => new Response(null, { status: 404 })],
    ['wants another key', () => Response.json({ error: 'no' }, { status: 401 })],
    ['cannot be reached', () => Promise.reject(new TypeError('private address'))],
  ])('is the usual place as well where the other %s', async (_why, refuse) => {
    const provider = connect(({ url }) => (url === usual ? running(7) : refuse()));
    expect(await provider.poll(job(named))).toMatchObject({ outcome: 'answered', job: { progress: 7 } });
    const silent = connect(refuse);
    const said = await silent.poll(job(named));
    expect(said).toEqual(await silent.poll({ upstreamId: 'up_1', operation: null }));
  });

  test('is not asked twice where the provider is only busy', async () => {
    const asked: string[] = [];
    const provider = connect(({ url }) => {
      asked.push(url);
      return new Response(null, { status: asked.length === 1 ? 503 : 429 });
    });
    for (const _ of [1, 2]) expect(await provider.poll(job(named))).toMatchObject({ outcome: 'trouble' });
    expect(asked).toEqual([named, named]);
  });

  test('can be written, whatever the id', async () => {
    const asked: string[] = [];
    const provider = connect(({ url }) => {
      asked.push(new URL(url).pathname);
      return running(7);
    });
    const odd = { upstreamId: 'a\ud800/b', operation: null };
    expect(await provider.poll(odd)).toMatchObject({ outcome: 'answered' });
    await provider.fetchResult(odd);
    const video = { upstreamId: 'a\ud800/b', url: null, file: null };
    const remix = provider.encodeFromVideo('remix', { model: 'm', prompt: 'x' }, video);
    expect(remix?.path).toBe('/videos/a%EF%BF%BD%2Fb/remix');
    expect(asked).toEqual([
      '/v1/videos/a%EF%BF%BD%2Fb',
      '/v1/videos/a%EF%BF%BD%2Fb/content',
      '/v1/videos/a%EF%BF%BD%2Fb',
    ]);
  });
});

describe('how long an answer is waited for', () => {
  const auth = { header: 'authorization', scheme: 'Bearer' };

  test('is told for its head, which must come', async () => {
    const origin = await serve(() => {});
    const upstream = openUpstream({ baseUrl: origin, apiKey: null, auth });
    const request = { method: 'GET', url: origin, deadlineMs: 50, bodyDeadlineMs: 60_000 };
    await expect(upstream.send(request)).rejects.toThrow('No answer within');
  });

  test('is longer for its end where that is told, and the same where it is not', async () => {
    const origin = await serve(({ url }, response) => {
      response.write('begun');
      if (url === '/slow') setTimeout(() => response.end(' and done'), 1_500);
    });
    const upstream = openUpstream({ baseUrl: origin, apiKey: null, auth });
    const ask = async (path: string, bodyDeadlineMs?: number) =>
      readText(await upstream.send({ method: 'GET', url: origin + path, deadlineMs: 1_000, bodyDeadlineMs }));
    await Promise.all([
      expect(ask('/slow', 60_000)).resolves.toBe('begun and done'),
      expect(ask('/never')).rejects.toThrow(),
      expect(ask('/never', 1_200)).rejects.toThrow(),
    ]);
  });
});
