import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type Bed, isCompleted, isUnsure, withBed } from './bed';
import { isWhole } from './extent';
import { noteFigures } from './figures';
import { create, listVideos } from './studio-client';
import { sha256 } from './upstream-video';
import { waitFor } from './wait-for';

/** What can go wrong while a video is asked for and paid. */

const untilWhole = { stepMs: 5_000 };

test.concurrent('F1: twenty presses at once under one key are one job, made once', async () => {
  await withBed({ answerAfterMs: () => 100 }, async ({ studio, upstream }) => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create(studio, 'a boat', { key: 'k' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await listVideos(studio)).toHaveLength(1);
    expect(upstream.posts()).toHaveLength(1);
  });
});

test.concurrent('F3: fifty creates under one key with three bodies: one job, and the other bodies are refused', async () => {
  await withBed({ answerAfterMs: () => 50 }, async ({ studio, upstream }) => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => create(studio, `boat ${index % 3}`, { key: 'k' })),
    );
    const [job] = await listVideos(studio);
    expect(upstream.posts()).toHaveLength(1);
    for (const [index, { status, body }] of answers.entries()) {
      if (`boat ${index % 3}` === job?.prompt)
        expect({ status, id: body.id }).toEqual({ status: 200, id: job.id });
      else
        expect({ status, code: body.error?.code }).toEqual({ status: 422, code: 'idempotency_key_reused' });
    }
  });
});

describe('F4: a provider that cannot be reached', () => {
  test.concurrent('is tried again, and the video made once', async () => {
    await withBed({}, async ({ studio, upstream, line, until }) => {
      await line.takeDown();
      const { status, body } = await create(studio, 'a boat');
      expect({ status, step: body.firstframe.step }).toEqual({ status: 200, step: 'submit' });
      await until('a boat', ({ firstframe }) => firstframe.failures >= 2);
      await line.bringUp();
      await until('a boat', isCompleted, untilWhole);
      expect(upstream.madeFor('a boat')).toHaveLength(1);
    });
  });

  const unreachable = {
    'no such name': 'http://nowhere.invalid/v1',
    'no TLS where there should be': 'https://127.0.0.1',
  };
  test.concurrent.each(Object.entries(unreachable))(
    '%s: is given up after ten minutes and as many tries, and says that nothing was charged',
    async (_name, url) => {
      await withBed({}, async ({ line, studio, upstream, until, setClock }) => {
        await studio.kill();
        const baseUrl = url.startsWith('https') ? `${url}:${line.port}/v1` : url;
        studio.setEnvironment({ OPENAI_BASE_URL: baseUrl });
        await studio.start();
        await create(studio, 'a boat');
        for (let tries = 1; tries <= 10; tries += 1) {
          await until('a boat', ({ firstframe: { failures, step } }) => failures >= tries || step === null);
          await setClock(tries * 6 * 60_000);
        }
        const { status, error } = await until('a boat', ({ firstframe }) => firstframe.step === null);
        expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'network' });
        expect(error?.message).toContain('nothing was charged');
        expect(upstream.posts()).toHaveLength(0);
      });
    },
  );
});

describe('F5: 429', () => {
  const waits: [string, number, number][] = [
    ['retry-after:2', 2_000, 0],
    ['retry-after-ms:1500', 1_500, 0],
    ['retry-after:120', 120_000, 120_000],
    ['retry-after:DATE', 3_600_000, 3_600_000],
    ['retry-after:soon', 700, 0],
    ['', 700, 0],
  ];
  test.concurrent.each(waits)('"%s" is obeyed', async (header, atLeastMs, jumpMs) => {
    await withBed({}, async ({ studio, upstream, setClock, until }) => {
      const value = header.replace('DATE', new Date(Date.now() + jumpMs).toUTCString());
      const prompt = `a boat [fault:create_rate_limit${value && `=${value}`}*1]`;
      const pressedAt = performance.now();
      await create(studio, prompt);
      if (jumpMs > 0) {
        await setClock(jumpMs - 30_000);
        // The poller looks round every two seconds.
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        expect(upstream.posts()).toHaveLength(1);
        await setClock(jumpMs + 60_000);
      }
      await waitFor(
        'it is sent again',
        () => upstream.posts().length,
        (posts) => posts === 2,
      );
      const [first, second] = upstream.posts();
      const gapMs = (second?.at ?? 0) - (first?.at ?? pressedAt);
      if (jumpMs === 0) {
        expect(gapMs).toBeGreaterThanOrEqual(atLeastMs);
        expect(gapMs).toBeLessThan(Math.max(atLeastMs, 1_000) + 2_500);
      }
      await until(prompt, isCompleted, untilWhole);
      expect(upstream.madeFor(prompt)).toHaveLength(1);
    });
  });
});

/** Presses once, holds it to be unsure and sent once, and then to be found on the upstream's list. */
async function expectFoundAgain(
  { studio, upstream, until, setClock }: Bed,
  prompts: string[],
): Promise<void> {
  await Promise.all(prompts.map((prompt) => create(studio, prompt)));
  for (const prompt of prompts) {
    const { firstframe } = await until(prompt, isUnsure);
    expect(firstframe.error_code).toBe('submit_unconfirmed');
  }
  const posts = upstream.posts().length;
  expect(posts).toBe(prompts.length);
  await setClock(25_000);
  for (const prompt of prompts) {
    await until(prompt, isCompleted);
    expect(upstream.madeFor(prompt)).toHaveLength(1);
  }
  expect(upstream.posts()).toHaveLength(posts);
}

test.concurrent('F6: 5xx, 408 and 409 prove nothing: sent once, unsure, and found on the list', async () => {
  const prompts = [500, 502, 503, 504, 520, 524, 408, 409].map(
    (status) => `${status} [fault:create_status=${status}]`,
  );
  await withBed({}, (bed) => expectFoundAgain(bed, prompts));
});

describe('F7: an answer that does not come, or not whole', () => {
  test.concurrent('is unsure, sent once, and found on the list', async () => {
    const names = ['reset', 'cut_json', 'half_json', 'html', 'no_id', 'empty', 'hang', 'slow'];
    // The deadline of 150 s in 3.
    const interferences = [{ do: 'hurry' as const, times: 50 }];
    await withBed({ interferences }, (bed) =>
      expectFoundAgain(
        bed,
        names.map((name) => `${name} [fault:create_${name}]`),
      ),
    );
  });

  test.concurrent('a line that gives a byte a time, resets, or ends early is no different', async () => {
    await withBed({}, async (bed) => {
      const { line, studio, upstream, until, setClock } = bed;
      line.setToxics({ name: 'slicer', bytes: 7, delayMs: 5 });
      await create(studio, 'sliced');
      expect((await bed.find('sliced')).firstframe.upstream_id).not.toBeNull();
      for (const toxic of [{ name: 'reset_peer' }, { name: 'limit_data', bytes: 100 }] as const) {
        line.setToxics(toxic);
        await create(studio, toxic.name);
        line.setToxics();
        await until(toxic.name, isUnsure);
      }
      await setClock(25_000);
      for (const prompt of ['sliced', 'reset_peer', 'limit_data']) {
        await until(prompt, isCompleted);
        expect(upstream.madeFor(prompt)).toHaveLength(1);
      }
    });
  });

  test.concurrent('an error in a 200 is a refusal, and leaves no card', async () => {
    await withBed({}, async ({ studio, upstream }) => {
      const { status } = await create(studio, 'a boat [fault:create_error_in_200]');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(await listVideos(studio)).toEqual([]);
      expect(upstream.posts()).toHaveLength(1);
    });
  });
});

test.concurrent('F8: a redirect of a create is not followed, and says where it leads', async () => {
  const prompts = [301, 302, 307, 308].map((status) => `${status} [fault:create_redirect=${status}]`);
  await withBed({}, async (bed) => {
    await Promise.all(prompts.map((prompt) => create(bed.studio, prompt)));
    for (const prompt of prompts) {
      const { firstframe } = await bed.until(prompt, isUnsure);
      expect(firstframe.error_message).toContain('http://files.example.com/v1/videos');
    }
    expect(bed.upstream.seenByFiles).toEqual([]);
    expect(bed.upstream.posts()).toHaveLength(prompts.length);
  });
});

test.concurrent.each(isWhole ? [401, 402, 403] : [401])(
  'F9: a hundred creates meet %i: at most two are sent, until a person acts',
  async (status) => {
    await withBed({}, async ({ studio, upstream, setClock, until }) => {
      await create(studio, 'proves the key');
      // Long enough ago to vouch for nothing any more.
      await setClock(11 * 60_000);
      upstream.refuse(status);
      const waves = Array.from({ length: 100 }, (_, index) => create(studio, `boat ${index}`));
      const answers = await Promise.all(waves);
      expect(
        answers.every((answer) => answer.status >= 400 || answer.body.firstframe.step === 'submit'),
      ).toBe(true);
      const sent = upstream.posts().length - 1;
      noteFigures('F9', { status, creates: 100, sent });
      expect(sent).toBeLessThanOrEqual(2);
      // Polling goes on meanwhile.
      await until('proves the key', isCompleted);
      expect(upstream.posts().length - 1).toBe(sent);
      expect((await create(studio, 'one more')).status).toBeGreaterThanOrEqual(400);
      upstream.refuse(null);
      const resumed = await fetch(`${studio.url}/api/providers/openai/resume`, { method: 'POST' });
      expect(resumed.status).toBe(200);
      expect((await create(studio, 'after a person')).status).toBe(200);
      await until('after a person', ({ firstframe }) => firstframe.upstream_id !== null);
      expect(upstream.madeFor('after a person')).toHaveLength(1);
    });
  },
);

describe('F10: an upload', () => {
  const uploads = async (folder: string) =>
    (await readdir(path.join(folder, 'tmp'))).filter((name) => /\.(upload|image)$/.test(name));

  /** An image of about so many bytes that nothing can make smaller. */
  async function noise(bytes: number): Promise<Buffer> {
    const side = Math.ceil(Math.sqrt(bytes / 3));
    const raw = Buffer.alloc(side * side * 3);
    for (let at = 0; at < raw.length; at += 1) raw[at] = (at * 2_654_435_761 * (1 + (at % 251))) >>> 24;
    return sharp(raw, { raw: { width: side, height: side, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
  }

  async function upload(url: string, image: Buffer, prompt: string): Promise<number> {
    const form = new FormData();
    form.set('prompt', prompt);
    form.set('model', 'motion-1');
    form.set('input_reference', new Blob([new Uint8Array(image)], { type: 'image/png' }), 'a.png');
    return (await fetch(`${url}/v1/videos`, { method: 'POST', body: form })).status;
  }

  test.concurrent('of 1, 9.9, 10.1 and 12 MB reaches the upstream whole, and one of 25 MB nobody', async () => {
    await withBed({}, async ({ studio, upstream }) => {
      for (const megabytes of [1, 9.9, 10.1, 12]) {
        const image = await noise(megabytes * 1_000_000);
        expect(await upload(studio.url, image, `${megabytes}`)).toBe(200);
        const post = upstream.posts().at(-1);
        const form = await new Response(new Uint8Array(post?.body ?? []), {
          headers: { 'content-type': post?.headers['content-type'] ?? '' },
        }).formData();
        const sent = form.get('input_reference');
        if (!(sent instanceof File)) throw new Error('No image was sent.');
        const sentBytes = Buffer.from(await sent.arrayBuffer());
        const [pixels, sentPixels] = await Promise.all(
          [image, sentBytes].map((one) => sharp(one).raw().toBuffer()),
        );
        expect(sentPixels?.equals(pixels ?? Buffer.alloc(0))).toBe(true);
        const kept = await readFile(path.join(studio.dataFolder, 'references', `${sha256(sentBytes)}.png`));
        expect(kept.length).toBe(sentBytes.length);
      }
      const posts = upstream.posts().length;
      expect(await upload(studio.url, await noise(25_000_000), '25')).toBe(413);
      expect(upstream.posts()).toHaveLength(posts);
      expect(await listVideos(studio)).toHaveLength(4);
      expect(await uploads(studio.dataFolder)).toEqual([]);
    });
  });

  test.concurrent.each([
    ['cut off half-way', 100_000],
    ['of fewer bytes than it says', 60_000],
  ])('%s leaves no job, no file, and costs nothing', async (_name, announced) => {
    await withBed({}, async ({ studio, upstream }) => {
      const image = await noise(50_000);
      const head = [
        '--cut',
        'content-disposition: form-data; name="prompt"',
        '',
        'a boat',
        '--cut',
        'content-disposition: form-data; name="input_reference"; filename="a.png"',
        'content-type: image/png',
        '',
        '',
      ].join('\r\n');
      const socket = connect(Number(new URL(studio.url).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(
        `POST /v1/videos HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: multipart/form-data; boundary=cut\r\ncontent-length: ${announced}\r\n\r\n${head}`,
      );
      socket.write(image.subarray(0, image.length / 2));
      await waitFor(
        'the upload has begun',
        () => uploads(studio.dataFolder),
        (files) => files.length > 0,
      );
      socket.destroy();
      await waitFor(
        'the upload is cleared away',
        () => uploads(studio.dataFolder),
        (files) => files.length === 0,
      );
      expect(await listVideos(studio)).toEqual([]);
      expect(upstream.posts()).toEqual([]);
    });
  });
});

test.concurrent('F11: four takes, killed after the second was made: each is made once', async () => {
  let kill: (() => Promise<unknown>) | null = null;
  const onAccepted = async ({ id }: { id: string }) => {
    if (id === 'up_2') await kill?.();
  };
  await withBed({ onAccepted }, async ({ studio, upstream, setClock }) => {
    kill = () => studio.kill();
    const first = create(studio, 'a boat', { key: 'k', n: 4 }).catch(() => null);
    await waitFor(
      'two are made',
      () => upstream.ledger.size,
      (made) => made >= 2,
    );
    await studio.gone();
    await first;
    await studio.start();
    await create(studio, 'a boat', { key: 'k', n: 4 });
    await setClock(25_000);
    // Of those that were on their way none can be told from the others, so each that is not sure says so.
    const videos = await waitFor(
      'each take is whole or unsure',
      () => listVideos(studio),
      (all) => all.length === 4 && all.every((one) => isCompleted(one) || isUnsure(one)),
    );
    const held = videos.flatMap(({ firstframe }) => firstframe.upstream_id ?? []);
    expect(held).toContain('up_1');
    expect(new Set(held).size).toBe(held.length);
    expect(upstream.posts().length).toBeLessThanOrEqual(4);
    expect(upstream.ledger.size - held.length).toBeLessThanOrEqual(videos.filter(isUnsure).length);
  });
});
