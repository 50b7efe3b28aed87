import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { isCompleted, withBed } from './bed';
import { isWhole } from './extent';
import { create, listVideos, type SeenVideo } from './studio-client';
import { openStudioProcess } from './studio-process';

/** What can happen to the database. */

test.concurrent('F34: a database that takes nothing: the create is refused before anything is sent, and may be repeated', async () => {
  await withBed({}, async ({ studio, upstream, until }) => {
    await studio.interfere({ do: 'fail', at: '^sql (insert|update|begin)', code: 'SQLITE_BUSY' });
    const { status, headers } = await create(studio, 'a boat', { key: 'k' });
    expect(status).toBeGreaterThanOrEqual(500);
    expect(headers.get('x-should-retry')).toMatch(/true|false/);
    expect(upstream.posts()).toEqual([]);
    await studio.interfere({ do: 'heal' });
    expect((await create(studio, 'a boat', { key: 'k' })).status).toBe(200);
    await until('a boat', isCompleted);
    expect(upstream.posts()).toHaveLength(1);
  });
});

test.concurrent('F35: an id that the database does not take is kept beside it, over a kill, and no job is unsure for it', async () => {
  await withBed({}, async ({ studio, upstream, until }) => {
    await studio.interfere({
      do: 'fail',
      at: 'sql update "jobs" set "status" = .*"upstream_id" = ',
      code: 'SQLITE_FULL',
    });
    const { body } = await create(studio, 'a boat', { key: 'k' });
    expect(body.firstframe.upstream_id).toBe('up_1');
    await studio.kill();
    await studio.start();
    const steps = new Set<string | null>();
    await until('a boat', (video) => {
      steps.add(video.firstframe.step);
      return isCompleted(video);
    });
    expect(steps).not.toContain('unsure');
    expect(upstream.posts()).toHaveLength(1);
  });
});

test.concurrent('F36: killed at each statement of its first migration, it starts as if nothing had been', async () => {
  const kinds = [
    'create table "jobs"',
    'create unique index',
    'create table "providers"',
    'alter table',
    'create table "circuits"',
  ];
  const ats = [...kinds.map((kind) => `^sql ${kind}`), '^sql insert into "kysely_migration"', '^sql commit'];
  await withBed({}, async ({ studio, upstream }) => {
    for (const at of ats) {
      for (const when of isWhole ? (['before', 'after'] as const) : (['before'] as const)) {
        const fresh = await openStudioProcess({ upstream });
        await expect(fresh.start({ do: 'die', when, at }), `${when} ${at}`).rejects.toThrow();
        await fresh.start();
        expect((await create(fresh, `${when} ${at}`)).status).toBe(200);
        await fresh.dispose();
      }
    }
    expect(await listVideos(studio)).toEqual([]);
  });
}, 240_000);

test.concurrent('F36: a database of a newer release is left as it is, and said so', async () => {
  await withBed({}, async ({ studio }) => {
    await studio.kill('SIGTERM');
    const database = new DatabaseSync(path.join(studio.dataFolder, 'firstframe.sqlite'));
    database.exec(`insert into kysely_migration values ('9999-from-the-future', '2030-01-01')`);
    database.close();
    await expect(studio.start()).rejects.toThrow(/database/);
    expect(await studio.kill()).toBe(1);
  });
});

test.concurrent('F42: a backup that is older than the last videos: those are adopted from the provider, and paid once', async () => {
  const backup = await mkdtemp(path.join(tmpdir(), 'firstframe-faults-backup-'));
  await withBed({}, async ({ studio, upstream, until }) => {
    await create(studio, 'before the backup');
    await until('before the backup', isCompleted);
    await studio.kill('SIGTERM');
    await cp(studio.dataFolder, backup, { recursive: true });
    await studio.start();
    await create(studio, 'after the backup');
    await until('after the backup', isCompleted);
    await studio.kill('SIGTERM');
    await rm(studio.dataFolder, { recursive: true });
    await cp(backup, studio.dataFolder, { recursive: true });
    await studio.start();
    expect(await listVideos(studio)).toHaveLength(1);
    const adopted = await fetch(`${studio.url}/api/videos/adopt`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ provider: 'openai', upstream_id: 'up_2' }),
    });
    expect(((await adopted.json()) as SeenVideo).prompt).toBe('after the backup');
    await until('after the backup', isCompleted);
    expect(upstream.posts()).toHaveLength(2);
  });
  await rm(backup, { recursive: true, force: true });
});
