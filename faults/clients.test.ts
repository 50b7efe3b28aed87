import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { isCompleted, isOver, withBed } from './bed';
import { noteFigures } from './figures';
import { create, download, listVideos } from './studio-client';
import { sha256 } from './upstream-video';
import { waitFor } from './wait-for';

/** What the people in front of it can do. */

test.concurrent('F39: a hundred open galleries cost the provider nothing', async () => {
  const asked: number[] = [];
  for (const galleries of [0, 100]) {
    await withBed({ pollsNeeded: 3 }, async ({ studio, upstream, until }) => {
      let isOpen = true;
      const watching = Array.from({ length: galleries }, async () => {
        while (isOpen) {
          await fetch(`${studio.url}/v1/videos?changed_since=0`).then((answer) => answer.arrayBuffer());
          await new Promise((resolve) => setTimeout(resolve, 1_000));
        }
      });
      const prompts = Array.from({ length: 4 }, (_, index) => `boat ${index}`);
      for (const prompt of prompts) await create(studio, prompt);
      for (const prompt of prompts) await until(prompt, isCompleted);
      isOpen = false;
      await Promise.all(watching);
      asked.push(upstream.seen.filter(({ path }) => path.includes('/videos')).length);
    });
  }
  noteFigures('F39', { galleries: [0, 100], askedOfTheProvider: asked });
  expect(asked[1]).toBe(asked[0]);
});

test('F40: fifty slow readers of a large file cost no memory, and nobody else waits', async () => {
  const bytes = 64 * 1024 * 1024;
  await withBed({ paddingBytes: bytes }, async ({ studio, upstream, until }) => {
    await create(studio, 'a long boat');
    const { id } = await until('a long boat', isCompleted);
    const residentMegabytes = async () =>
      Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${studio.pid()}/status`, 'utf8'))?.[1]) / 1_024;
    const before = await residentMegabytes();
    const readers = Array.from({ length: 50 }, () => {
      const socket = connect(Number(new URL(studio.url).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(`GET /v1/videos/${id}/content HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
      let read = 0;
      socket.on('data', (chunk) => {
        read += chunk.length;
        socket.pause();
        setTimeout(() => socket.resume(), chunk.length / 10);
      });
      return { socket, read: () => read };
    });
    await waitFor('all are being served', () => readers.every(({ read }) => read() > 0));
    const slowest = { ms: 0 };
    for (let round = 0; round < 20; round += 1) {
      const since = performance.now();
      await listVideos(studio);
      slowest.ms = Math.max(slowest.ms, performance.now() - since);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const grownMegabytes = Math.round((await residentMegabytes()) - before);
    for (const { socket } of readers) socket.destroy();
    const figures = { readers: 50, fileMegabytes: 64, grownMegabytes, slowestListMs: Math.round(slowest.ms) };
    noteFigures('F40', figures);
    // 50 × 64 MB would be 3,200.
    expect(grownMegabytes).toBeLessThan(300);
    const expected = sha256(upstream.ledger.get('up_1')?.bytes ?? Buffer.alloc(0));
    expect(sha256((await download(studio, id)).bytes)).toBe(expected);
  });
});

const remove = (url: string, id: string, query = '') =>
  fetch(`${url}/v1/videos/${id}${query}`, { method: 'DELETE' });

test.concurrent('F41: put into the trash while it is sent, polled or fetched, a paid video is kept, and stays in the trash', async () => {
  const prompts = ['polled', 'fetched [fault:content_trickle=1500]'];
  await withBed({ pollsNeeded: 2 }, async ({ studio, upstream, until }) => {
    for (const prompt of prompts) {
      const { body } = await create(studio, prompt);
      if (prompt !== 'polled') await until(prompt, ({ firstframe }) => firstframe.step === 'archive');
      expect((await remove(studio.url, body.id)).status).toBe(200);
    }
    for (const prompt of prompts) await until(prompt, isOver);
    const shown = (await (await fetch(`${studio.url}/v1/videos`)).json()) as { data: unknown[] };
    expect(shown.data).toEqual([]);
    const videos = await listVideos(studio);
    expect(videos.map(({ status }) => status)).toEqual(['completed', 'completed']);
    // Nobody asked that the provider's copy go, and it is what a lost file would come back from.
    expect(upstream.seen.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});

test.concurrent('F41: deleted for good while it is polled or fetched, a video does not come back, not after a start either', async () => {
  const prompts = ['polled', 'fetched [fault:content_trickle=1500]'];
  await withBed({ pollsNeeded: 4 }, async ({ studio, until }) => {
    for (const prompt of prompts) {
      const { body } = await create(studio, prompt);
      if (prompt !== 'polled') await until(prompt, ({ firstframe }) => firstframe.step === 'archive');
      await waitFor(
        'nobody works on it at this moment',
        async () => (await remove(studio.url, body.id, '?purge=true')).status,
        (status) => status === 200,
      );
      expect((await fetch(`${studio.url}/v1/videos/${body.id}/content`)).status).toBe(404);
    }
    await studio.kill();
    await studio.start();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await listVideos(studio)).toEqual([]);
  });
});
