import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StudioError } from '@/lib/errors';
import { type HostileAnswer, hostileAnswers } from './hostile-bodies';
import { presets } from './presets';
import { openProvider } from './provider';

const answers = hostileAnswers(2_000, 22);

/** Texts that can be stored and shown: of known length, and with no half characters in them. */
function expectPlain(value: unknown, longest: number): void {
  const text = JSON.stringify(value ?? null);
  expect(text.length).toBeLessThanOrEqual(longest);
  // JSON.stringify writes half a character as an escape.
  expect(text).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/i);
}

const rejections: unknown[] = [];
const keep = (reason: unknown) => rejections.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', keep);
});
afterAll(() => {
  process.off('unhandledRejection', keep);
});

let answer: HostileAnswer;
const providers = presets.map(({ dialect }) =>
  openProvider({
    id: dialect.id,
    label: dialect.label,
    dialect,
    baseUrl: 'http://provider.invalid/v1',
    apiKey: 'sk-canary-key',
    isDemo: false,
    models: null,
    async handle() {
      const { status, headers, body } = answer;
      return new Response(new Uint8Array(body), { status, headers });
    },
  }),
);

/** What came of a call that may say no in our words alone. */
async function settle(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: unknown) => {
    if (error instanceof StudioError) return error.toBody();
    if (error instanceof Error) return { message: error.message };
    throw new Error('Something was thrown that is no error.');
  });
}

describe('S22: 2,000 hostile answers, each to every question', () => {
  test('become an outcome in known words, of known length, and change nothing else', async () => {
    const encoded = {
      method: 'POST',
      path: '/videos',
      body: { kind: 'json' as const, value: {} },
      warnings: [],
    };
    const outcomes = new Map<string, number>();
    let slowestMs = 0;
    for (const [index, next] of answers.entries()) {
      answer = next;
      const provider = providers[index % providers.length];
      if (!provider) throw new Error('There is no provider.');
      const job = { upstreamId: 'up_1', operation: { resultUrl: 'http://cdn.invalid/a', pollUrl: '/poll' } };
      const startedAt = performance.now();
      const submitted = await provider.submit(encoded);
      const polled = await provider.poll(job);
      const listed = await settle(provider.listVideos(0));
      const models = await settle(provider.listModels());
      const deleted = await settle(provider.deleteVideo(job));
      const fetched = await provider.fetchResult(job);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      outcomes.set(submitted.outcome, (outcomes.get(submitted.outcome) ?? 0) + 1);

      if ('video' in submitted) submitted.video?.destroy();
      if ('stream' in fetched) fetched.stream.destroy();
      const plain = { ...submitted, video: null };
      // An answer is kept beside what is read from it, up to 64 kB.
      expectPlain('operation' in plain ? { ...plain, operation: null } : plain, 60_000);
      if ('operation' in plain) expect(JSON.stringify(plain.operation).length).toBeLessThan(150_000);
      if (submitted.outcome === 'accepted') {
        const { id } = submitted.job;
        expect(id).toMatch(/\S/);
        expect(id.length).toBeLessThanOrEqual(1_024);
        expect(new URL(`http://provider.invalid/v1/videos/${encodeURIComponent(id)}`).pathname).toMatch(
          /^\/v1\/videos\/./,
        );
        const { progress, expiresAt, resultUrl } = submitted.job;
        if (progress !== null) expect(progress >= 0 && progress <= 100).toBe(true);
        if (expiresAt !== null) expect(new Date(expiresAt).getTime()).toBe(expiresAt);
        if (resultUrl !== null) expect(new URL(resultUrl).protocol).toMatch(/^https?:$/);
      }
      expectPlain(polled, 100_000);
      expectPlain(listed, 64_000_000);
      expectPlain(models, 4_000_000);
      expectPlain(deleted, 60_000);
      expectPlain({ ...fetched, stream: null }, 60_000);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(rejections).toEqual([]);
    expect(slowestMs).toBeLessThan(5_000);
    // All of the ways in which a create can end were met.
    expect([...outcomes.keys()].sort()).toEqual(
      expect.arrayContaining(['accepted', 'rate_limited', 'refused', 'unknown']),
    );
  });
});
