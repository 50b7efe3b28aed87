import { expect, test } from 'vitest';
import { isCompleted, isUnsure, withBed } from './bed';
import { checkLedger } from './check-ledger';
import { create, listVideos } from './studio-client';
import { openStudioProcess } from './studio-process';
import { waitFor } from './wait-for';

/** What can happen to the process, beyond being killed (`kills.test.ts`, `stop-points.test.ts`). */

test.concurrent('F14: told to stop with creates on their way, it answers them, leaves with 0, and goes on when started again', async () => {
  await withBed({ answerAfterMs: () => 1_000 }, async ({ studio, upstream, until }) => {
    const creates = Array.from({ length: 3 }, (_, index) =>
      create(studio, `boat ${index}`, { key: `k${index}` }),
    );
    await waitFor(
      'one is with the upstream',
      () => upstream.ledger.size,
      (made) => made > 0,
    );
    const stoppedAt = performance.now();
    const code = await studio.kill('SIGTERM');
    expect(performance.now() - stoppedAt).toBeLessThan(11_000);
    const answers = await Promise.all(creates);
    expect({ code, statuses: answers.map(({ status }) => status) }).toEqual({
      code: 0,
      statuses: [200, 200, 200],
    });
    await studio.start();
    for (const { body } of answers) await until(body.prompt, isCompleted);
    const answered = new Map(answers.map(({ body }) => [body.prompt, body.id]));
    expect(await checkLedger(studio, upstream, answered)).toMatchObject({
      unsure: 0,
      lost: [],
      doubled: [],
      torn: [],
    });
  });
});

test.concurrent('F15: blocked for longer than its leases, it goes on where it was, and sends nothing twice', async () => {
  await withBed(
    { answerAfterMs: () => 800, pollsNeeded: 4 },
    async ({ studio, upstream, setClock, until }) => {
      await create(studio, 'under way');
      const onItsWay = create(studio, 'on its way', { key: 'k' });
      await waitFor(
        'it is with the upstream',
        () => upstream.ledger.size,
        (made) => made === 2,
      );
      // As a machine that sleeps with its lid closed: nothing runs, and then an hour has gone by.
      await setClock(3_600_000);
      await studio.interfere({ do: 'block', forMs: 2_000 });
      await onItsWay;
      for (const prompt of ['under way', 'on its way']) await until(prompt, isCompleted);
      expect(upstream.posts()).toHaveLength(2);
      expect(await checkLedger(studio, upstream, new Map())).toMatchObject({
        jobs: 2,
        lost: [],
        doubled: [],
        torn: [],
      });
    },
  );
});

test.concurrent('F16: a second studio on the same folder says who has it, and the first does not notice', async () => {
  await withBed({}, async ({ studio, upstream, until }) => {
    await create(studio, 'before');
    const second = await openStudioProcess({ upstream, dataFolder: studio.dataFolder });
    await expect(second.start()).rejects.toThrow(/in use by another Firstframe \(process \d+\)/);
    expect(await second.kill()).toBe(1);
    await create(studio, 'after');
    for (const prompt of ['before', 'after']) await until(prompt, isCompleted);
    expect(upstream.posts()).toHaveLength(2);
  });
});

test.concurrent.each([3_600_000, -3_600_000])(
  'F37: a clock that is set by %i ms while jobs are under way loses none, stalls none and polls none in a loop',
  async (jumpMs) => {
    await withBed(
      { pollsNeeded: 6, answerAfterMs: () => 500 },
      async ({ studio, upstream, setClock, until }) => {
        const prompts = ['polled', 'sent', 'after'];
        await create(studio, 'polled');
        await waitFor(
          'it is polled',
          () => upstream.pollsOf('up_1').length,
          (polls) => polls > 1,
        );
        const sent = create(studio, 'sent');
        await waitFor(
          'another is on its way',
          () => upstream.ledger.size,
          (made) => made === 2,
        );
        await setClock(jumpMs);
        await sent;
        await create(studio, 'after');
        for (const prompt of prompts) await until(prompt, isCompleted, { timeoutMs: 30_000 });
        expect(upstream.posts()).toHaveLength(prompts.length);
        for (const id of upstream.ledger.keys()) expect(upstream.pollsOf(id).length).toBeLessThan(12);
        const videos = await listVideos(studio);
        expect(videos.filter(isUnsure)).toEqual([]);
      },
    );
  },
);
