import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isCompleted, withBed } from './bed';
import { checkLedger } from './check-ledger';
import { extent } from './extent';
import { runCommand } from './run-command';
import { upstreamKey } from './scripted-upstream';
import { create, download, listVideos } from './studio-client';
import { sha256 } from './upstream-video';
import { waitFor } from './wait-for';

/** What can go wrong while a finished video is fetched and kept. */

const steps = { stepMs: 10_000, timeoutMs: 90_000 };

describe('F25: a download that breaks off', () => {
  test.concurrent('in every way, is gone on with or begun anew, and the file is whole', async () => {
    const ways = ['cut*3', 'chunked_cut*2', 'reset*2', 'short*2', 'gzip_lie*2', 'gzip*1', 'cut*1'];
    const prompts = ways.map((way, index) => `${index} [fault:content_${way}]`);
    await withBed({}, async ({ studio, upstream, until }) => {
      await Promise.all(prompts.map((prompt) => create(studio, prompt)));
      for (const prompt of prompts) await until(prompt, isCompleted, steps);
      const { torn, completed } = await checkLedger(studio, upstream, new Map());
      expect({ torn, completed }).toEqual({ torn: [], completed: prompts.length });
      // What had come was not fetched a second time.
      expect(upstream.seen.some(({ headers }) => headers.range !== undefined)).toBe(true);
    });
  });

  test.concurrent('at random bytes, again and again: no file is ever seen that is not whole', async () => {
    const prompts = Array.from(
      { length: extent.jobs },
      (_, index) => `${index} [fault:content_cut*${index % 4}]`,
    );
    await withBed({ seed: 11 }, async ({ studio, upstream, until }) => {
      await Promise.all(prompts.map((prompt) => create(studio, prompt)));
      const torn: string[] = [];
      for (const prompt of prompts) {
        await until(prompt, isCompleted, steps);
        torn.push(...(await checkLedger(studio, upstream, new Map())).torn);
      }
      expect(torn).toEqual([]);
    });
  });
});

test.concurrent('F26: a redirect of the content to another origin is followed, and the key is not sent along', async () => {
  const prompt = 'a boat [fault:content_redirect]';
  await withBed({}, async ({ studio, upstream, until }) => {
    await create(studio, prompt);
    await until(prompt, isCompleted);
    expect(upstream.seenByFiles.length).toBeGreaterThan(0);
    for (const { headers } of upstream.seenByFiles) {
      expect(JSON.stringify(headers)).not.toContain(upstreamKey);
      expect(Object.keys(headers).filter((name) => /auth|key|cookie/.test(name))).toEqual([]);
    }
    expect((await checkLedger(studio, upstream, new Map())).torn).toEqual([]);
  });
});

test.concurrent('F27: JSON, pages, and "not ready" in place of a video are never stored as one', async () => {
  const ways = [
    'error_json*2',
    'html*2',
    'false_type*2',
    'status=400*2',
    'status=404*2',
    'status=409*2',
    'status=422*2',
    'json',
  ];
  const prompts = ways.map((way) => `a boat [fault:content_${way}]`);
  await withBed({}, async ({ studio, upstream, until }) => {
    await Promise.all(prompts.map((prompt) => create(studio, prompt)));
    for (const prompt of prompts) await until(prompt, isCompleted, steps);
    expect((await checkLedger(studio, upstream, new Map())).torn).toEqual([]);
  });
});

test.concurrent('F28: a video that the provider no longer has is said to be expired, and what is known of it stays', async () => {
  const prompt = 'a boat [fault:content_status=410]';
  await withBed({}, async ({ studio, until }) => {
    await create(studio, prompt);
    const ended = await until(prompt, ({ status }) => status === 'failed', { stepMs: 5 * 60_000 });
    expect(ended.error?.code).toBe('video_expired');
    expect(ended.firstframe.upstream_id).toBe('up_1');
  });
});

describe('F29: a disk', () => {
  test.concurrent('that is nearly full: nothing new is sent, polls go on, and all is well once there is room', async () => {
    await withBed({ pollsNeeded: 3 }, async ({ studio, upstream, until }) => {
      await create(studio, 'sent before');
      await studio.interfere({ do: 'free', bytes: 1_000_000 });
      const { status, body } = await create(studio, 'too late');
      expect({ status, code: body.error?.code }).toEqual({ status: 507, code: 'storage_full' });
      expect(upstream.posts()).toHaveLength(1);
      await until('sent before', ({ firstframe }) => /full/.test(firstframe.error_message ?? ''));
      expect((await listVideos(studio)).map(({ prompt }) => prompt)).toEqual(['sent before']);
      await studio.interfere({ do: 'heal' });
      await until('sent before', isCompleted, steps);
      expect((await create(studio, 'in time')).status).toBe(200);
    });
  });

  const sites = {
    'no room for the download': ['write .*/tmp/.*\\.part', 'ENOSPC'],
    'no room for the still': ['rename .*/thumbnail', 'ENOSPC'],
    'the folder is read-only': ['rename .*/video.mp4', 'EROFS'],
    'it gives an error': ['sync .*/tmp/.*\\.part', 'EIO'],
    'too many files are open': ['open .*/tmp/', 'EMFILE'],
  };
  test.concurrent.each(Object.entries(sites))(
    '%s: the paid video waits, and is kept once that is over',
    async (_name, [at = '', code = '']) => {
      await withBed({}, async ({ studio, upstream, until }) => {
        await studio.interfere({ do: 'fail', at, code });
        await create(studio, 'a boat');
        await waitFor('it was fetched', () =>
          upstream.seen.some(({ path: asked }) => asked.endsWith('/content')),
        );
        const { status } = await until(
          'a boat',
          ({ firstframe }) => firstframe.failures > 0 || firstframe.error_message !== null,
        );
        expect(status).toBe('in_progress');
        await studio.interfere({ do: 'heal' });
        await until('a boat', isCompleted, steps);
        const { torn, doubled } = await checkLedger(studio, upstream, new Map());
        expect({ torn, doubled, posts: upstream.posts().length }).toEqual({
          torn: [],
          doubled: [],
          posts: 1,
        });
      });
    },
  );

  test.concurrent('full for the database, too: what was acknowledged stays, and the id that came is kept', async () => {
    await withBed({ pollsNeeded: 1 }, async ({ studio, upstream, until }) => {
      await create(studio, 'acknowledged');
      await until('acknowledged', isCompleted);
      await studio.interfere({
        do: 'fail',
        at: 'sql update "jobs" set "status" = .*"upstream_id" = ',
        code: 'SQLITE_FULL',
      });
      expect((await create(studio, 'accepted meanwhile')).status).toBe(200);
      await studio.kill();
      await studio.start();
      await until('accepted meanwhile', isCompleted);
      await until('acknowledged', isCompleted);
      expect(upstream.posts()).toHaveLength(2);
    });
  });
});

test.concurrent('F30: a file that is removed, cut or altered behind the studio is said to be gone, and named by verify', async () => {
  const prompts = ['removed', 'cut', 'altered', 'untouched'];
  await withBed({}, async ({ studio, until }) => {
    await Promise.all(prompts.map((prompt) => create(studio, prompt)));
    const fileOf = new Map<string, string>();
    for (const prompt of prompts) {
      const { id } = await until(prompt, isCompleted);
      fileOf.set(prompt, path.join(studio.dataFolder, 'videos', id, 'video.mp4'));
    }
    const [removed = '', cut = '', altered = ''] = prompts.map((prompt) => fileOf.get(prompt));
    await rm(removed);
    await truncate(cut, 1_000);
    await writeFile(altered, Buffer.alloc(4), { flag: 'r+' });
    for (const prompt of ['removed', 'cut']) {
      const { id } = await until(prompt, isCompleted);
      expect((await download(studio, id)).status).toBe(410);
    }
    expect((await download(studio, (await until('untouched', isCompleted)).id)).status).toBe(200);
    await studio.kill('SIGTERM');
    const { code, output } = await runCommand('verify', studio.dataFolder);
    expect({ code, lines: output.trim().split('\n').length }).toEqual({ code: 2, lines: 4 });
    for (const prompt of ['removed', 'cut', 'altered'])
      expect(output).toContain(path.basename(path.dirname(fileOf.get(prompt) ?? '')));
  });
});

test.concurrent('F32: a video that is larger than the limit is refused, and leaves nothing on the disk', async () => {
  const prompt = 'a boat [fault:content_huge]';
  await withBed({}, async ({ studio, until }) => {
    await create(studio, prompt);
    const ended = await until(prompt, ({ status }) => status === 'failed', steps);
    expect(ended.error?.code).toBe('too_large');
    expect(await readdir(path.join(studio.dataFolder, 'tmp'))).toEqual([]);
  });
});

test.concurrent('R6: what is kept has the hash of what the upstream has', async () => {
  await withBed({}, async ({ studio, upstream, until }) => {
    await create(studio, 'a boat');
    const { id, firstframe } = await until('a boat', isCompleted);
    const expected = sha256(upstream.ledger.get('up_1')?.bytes ?? Buffer.alloc(0));
    expect(firstframe.got?.sha256).toBe(expected);
    expect(sha256((await download(studio, id)).bytes)).toBe(expected);
  });
});
