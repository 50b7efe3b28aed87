import { describe, expect, test } from 'vitest';
import { isCompleted, withBed } from './bed';
import { extent } from './extent';
import { create, listVideos } from './studio-client';
import { waitFor } from './wait-for';

/** What can go wrong while a paid video is waited for. None of it ends a job. */

const counts = [1, extent.polls];
const troubles = [
  'status=500',
  'status=503',
  'status=502',
  'rate_limit=retry-after:1',
  'html',
  'garbage',
  'reset',
  'cut',
  'hang',
];

test.concurrent.each(counts)(
  'F18: %i polls in a row that come to nothing fail no job',
  async (times) => {
    const prompts = troubles.map((trouble) => `a boat [fault:poll_${trouble}*${times}]`);
    const interferences = [{ do: 'hurry' as const, times: 50 }];
    await withBed({ interferences }, async ({ studio, upstream, find, until }) => {
      await Promise.all(prompts.map((prompt) => create(studio, prompt)));
      const seen = new Set<string>();
      for (const prompt of prompts) {
        await until(
          prompt,
          (video) => {
            seen.add(video.status);
            return isCompleted(video);
          },
          { stepMs: 30_000, timeoutMs: 300_000 },
        );
      }
      expect([...seen]).not.toContain('failed');
      for (const prompt of prompts) {
        expect((await find(prompt)).firstframe.error_message).toBeNull();
        expect(upstream.madeFor(prompt)).toHaveLength(1);
      }
      expect(upstream.posts()).toHaveLength(prompts.length);
    });
  },
  400_000,
);

describe('F20: a provider that does not know the job', () => {
  test.concurrent('at first: the job goes on as if nothing had been said', async () => {
    await withBed({}, async ({ studio, until }) => {
      await create(studio, 'a boat [fault:poll_status=404*3]');
      const video = await until('a boat [fault:poll_status=404*3]', isCompleted);
      expect(video.firstframe.error_code).toBeNull();
    });
  });

  test.concurrent('for ever: it is called lost after minutes, and ended after a day', async () => {
    const prompt = 'a boat [fault:poll_status=404]';
    await withBed({}, async ({ studio, setClock, until }) => {
      await create(studio, prompt);
      await until(prompt, ({ firstframe }) => firstframe.failures > 0);
      await setClock(5 * 60_000);
      const lost = await until(prompt, ({ firstframe }) => firstframe.error_code === 'provider_not_found');
      expect(lost.status).toBe('in_progress');
      await setClock(25 * 3_600_000);
      const ended = await until(prompt, ({ firstframe }) => firstframe.step === null);
      expect(ended).toMatchObject({ status: 'failed', error: { code: 'provider_not_found' } });
    });
  });
});

test.concurrent('F23: a provider that is silent for a day: none of its jobs fails, and no storm when it is back', async () => {
  const interferences = [{ do: 'hurry' as const, times: 100 }];
  await withBed({ interferences, pollsNeeded: 0 }, async ({ studio, upstream, line, setClock }) => {
    const prompts = Array.from({ length: extent.jobs }, (_, index) => `boat ${index}`);
    await Promise.all(prompts.map((prompt) => create(studio, prompt)));
    await waitFor(
      'all are made',
      () => upstream.ledger.size,
      (made) => made === prompts.length,
      { timeoutMs: 60_000 },
    );
    await line.takeDown();
    for (const hours of [1, 12, 24]) {
      await setClock(hours * 3_600_000);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect((await listVideos(studio)).filter(({ status }) => status === 'failed')).toEqual([]);
    }
    const before = upstream.seen.length;
    await line.bringUp();
    // What has taken for longer than a day is asked about once an hour.
    await setClock(25 * 3_600_000 + 6 * 60_000);
    await waitFor(
      'all are whole',
      () => listVideos(studio),
      (videos) => videos.every(isCompleted),
      { timeoutMs: 110_000 },
    );
    const polls = upstream.seen.slice(before).filter(({ path }) => /\/videos\/up_\d+$/.test(path)).length;
    expect(polls).toBeLessThanOrEqual(2 * prompts.length);
    expect(upstream.posts()).toHaveLength(prompts.length);
  });
});

test.concurrent('F24: a job that never ends has stalled after a day, and is still asked about', async () => {
  const prompt = 'a boat [fault:poll_running]';
  await withBed({}, async ({ studio, upstream, setClock, until }) => {
    await create(studio, prompt);
    await setClock(25 * 3_600_000);
    const stalled = await until(prompt, ({ firstframe }) => firstframe.stalled_at !== null);
    expect(stalled.status).toBe('in_progress');
    const polls = upstream.pollsOf('up_1').length;
    await setClock(27 * 3_600_000);
    await waitFor(
      'it is asked about again',
      () => upstream.pollsOf('up_1').length,
      (now) => now > polls,
    );
  });
});
