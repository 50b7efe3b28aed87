import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/open';
import { openDiskStorage } from '@/lib/storage/disk';
import { putInOutbox } from '@/lib/webhooks/outbox';
import { parseBatchRequest } from './batch-request';
import type { Batch } from './batch-store';
import { changeBatch } from './change-batch';
import { createBatch } from './create-batch';
import { createJob } from './create-job';
import type { Job } from './job';
import { openProviderStore } from './provider-store';
import { rebuild } from './rebuild';
import { sidecarKey } from './sidecar';
import { readSidecar } from './sidecar-file';
import { openJobStore } from './store';
import { openTestLibrary, type TestLibrary } from './test-library';
import { makeTestVideo } from './test-video';

let video: Buffer;

beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);

/** A stopped studio with three videos. */
async function openStopped(prepare?: (library: TestLibrary) => Promise<void>): Promise<TestLibrary> {
  const library = await openTestLibrary(video, [
    { prompt: '海边的日出', seconds: 4, size: '480x854', seed: 7, metadata: { shot: 1 } },
    { prompt: 'two', takes: 2 },
  ]);
  await prepare?.(library);
  await library.database.destroy();
  return library;
}

async function rebuildFolder({ folder, providers, clock }: TestLibrary) {
  const report = await rebuild(folder, await openDiskStorage(folder), providers, clock.now);
  const database = await openDatabase(folder);
  const jobs = await openJobStore(database).listAll();
  const stored = await openProviderStore(database).list();
  const circuits = await database.selectFrom('circuits').selectAll().execute();
  const logs = await database.selectFrom('job_log').select('job_id').distinct().execute();
  const told = await database
    .selectFrom('webhook_deliveries')
    .innerJoin('webhooks', 'webhooks.id', 'webhook_id')
    .selectAll()
    .execute();
  const spent = await database.selectFrom('spending').select(['job_id', 'micros', 'state']).execute();
  const prices = await database.selectFrom('prices').selectAll().execute();
  const settings = await database.selectFrom('settings').selectAll().execute();
  const tokens = await database.selectFrom('tokens').select(['name', 'hash']).execute();
  const saved = await database.selectFrom('saved').select(['name', 'body']).execute();
  const improvers = await database.selectFrom('prompt_improver').select('sealed_api_key').execute();
  const prompts = await database.selectFrom('jobs').select('prompt_hash').execute();
  await database.destroy();
  const money = { spent, prices, settings };
  const kept = { saved, improvers, prompts };
  return { report, jobs, stored, circuits, tokens, told, money, kept, logged: logs.map((row) => row.job_id) };
}

/** What has to come back; of the rest the folder knows nothing, and nothing needs it. */
function essence(jobs: Job[]) {
  return jobs
    .map(({ version: _v, changeSequence: _c, operation: _o, updatedAt: _u, answeredAt: _a, ...job }) => job)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

const removeDatabase = async (folder: string) => {
  for (const suffix of ['', '-wal', '-shm'])
    await rm(path.join(folder, `firstframe.sqlite${suffix}`), { force: true });
};

describe('rebuilding the database', () => {
  test('from the folder alone gives every video back as it was, with its key', async () => {
    const library = await openStopped();
    await removeDatabase(library.folder);
    const { report, jobs } = await rebuildFolder(library);
    expect(report).toMatchObject({ fromSidecar: 3, fromOldRow: 0, probed: 0, faults: [], setAside: null });
    expect(jobs).toHaveLength(3);
    expect(essence(jobs)).toEqual(essence(library.jobs));
    expect(jobs.map(({ idempotencyKey }) => idempotencyKey).sort()).toEqual(['key-0', 'key-1', null]);
  });

  test('from a damaged database keeps that one aside, byte for byte', async () => {
    const library = await openStopped();
    const damaged = Buffer.from('this is no database at all'.repeat(400));
    await removeDatabase(library.folder);
    await writeFile(path.join(library.folder, 'firstframe.sqlite'), damaged);
    const { report, jobs } = await rebuildFolder(library);
    expect(report).toMatchObject({ fromSidecar: 3, isOldUnreadable: true });
    expect(essence(jobs)).toEqual(essence(library.jobs));
    expect(await readFile(path.join(library.folder, report.setAside ?? ''))).toEqual(damaged);
  });

  test('takes over what the folder cannot tell: jobs under way, marks, tombstones, providers', async () => {
    let openId = '';
    const library = await openStopped(async (opened) => {
      const [trashed] = opened.jobs;
      await opened.store.saveMark(trashed?.id ?? '', { trashedAt: 5 }, opened.clock.now);
      await opened.prices.set({ provider: 'test', model: 'm', currency: 'USD', per_video: 0.5 });
      await opened.limits.change({ amount: 20, currency: 'USD' });
      const [made] = await createJob(opened, { prompt: 'running', model: 'm', takes: 1, references: [] });
      openId = made?.id ?? '';
      await openProviderStore(opened.database).insert(
        {
          id: 'relay',
          label: 'Relay',
          baseUrl: 'https://relay.example',
          preset: null,
          dialect: null,
          sealedApiKey: 'sealed',
          keyLastFour: '1234',
          models: null,
        },
        opened.clock.now,
      );
      const circuit = { provider_id: 'relay', code: 'provider_auth', message: 'no', opened_at: 1 };
      await opened.database.insertInto('circuits').values(circuit).execute();
      const token = { id: 'token_1', name: 'nightly', scope: 'read', hash: 'hash', last_four: 'abcd' };
      await opened.database
        .insertInto('tokens')
        .values({ ...token, created_at: 1 })
        .execute();
      const webhook = {
        id: 'webhook_1',
        url: 'https://x.example',
        events: '["video.completed"]',
        enabled: 1,
      };
      const times = { created_at: 1, updated_at: 1 };
      const saved = { id: 'saved_1', kind: 'prompt', name: 'Wide', body: '{"prompt":"x"}' };
      await opened.database
        .insertInto('saved')
        .values({ ...saved, ...times })
        .execute();
      const improver = { id: 1, base_url: 'https://x.example', model: 'm', updated_at: 1 };
      await opened.database
        .insertInto('prompt_improver')
        .values({ ...improver, sealed_api_key: 'sealed' })
        .execute();
      await opened.database
        .insertInto('webhooks')
        .values({ ...webhook, ...times, sealed_secret: 'sealed' })
        .execute();
      const end = { videoId: trashed?.id ?? '', event: 'video.completed', at: 7, tellAt: 7 } as const;
      await putInOutbox(opened.database, end);
    });
    const rebuilt = await rebuildFolder(library);
    const { report, jobs, stored, circuits, tokens, logged, told, money, kept } = rebuilt;
    expect(kept.saved).toEqual([{ name: 'Wide', body: '{"prompt":"x"}' }]);
    expect(kept.improvers).toEqual([{ sealed_api_key: 'sealed' }]);
    expect(kept.prompts.every((row) => row.prompt_hash !== null)).toBe(true);
    expect(money.spent).toHaveLength(4);
    expect(money.spent).toContainEqual({ job_id: openId, micros: 500_000, state: 'charged' });
    expect(money.prices).toMatchObject([{ provider_id: 'test', model: 'm' }]);
    expect(money.settings).toMatchObject([{ name: 'daily_limit' }]);
    expect(logged.sort()).toEqual([openId, ...library.jobs.map(({ id }) => id)].sort());
    expect(circuits).toMatchObject([{ provider_id: 'relay', code: 'provider_auth' }]);
    expect(tokens).toEqual([{ name: 'nightly', hash: 'hash' }]);
    expect(told).toMatchObject([{ sealed_secret: 'sealed', status: 'pending', due_at: 7 }]);
    expect(report).toMatchObject({ fromSidecar: 3, carried: 1, providers: 1 });
    expect(jobs.find(({ id }) => id === openId)).toMatchObject({ step: 'poll', upstreamId: 'up_4' });
    expect(jobs.find(({ id }) => id === library.jobs[0]?.id)).toMatchObject({ trashedAt: 5 });
    expect(stored).toMatchObject([{ id: 'relay', sealedApiKey: 'sealed' }]);
  });

  test('a batch stays what it is: its key makes no second one, and what is paused can be resumed', async () => {
    const wish = parseBatchRequest({ model: 'm', items: [{ prompt: 'one' }, { prompt: 'two' }] }, []);
    let made: Batch | undefined;
    const library = await openStopped(async (opened) => {
      made = await createBatch(opened, wish, { idempotencyKey: 'batch-key' });
      await changeBatch(opened, made.id, 'pause');
    });
    await rebuildFolder(library);
    const database = await openDatabase(library.folder);
    const again = { ...library, database, store: openJobStore(database) };
    expect(await createBatch(again, wish, { idempotencyKey: 'batch-key' })).toMatchObject({
      id: made?.id,
      pausedAt: expect.any(Number),
    });
    const { counts, pausedAt } = await changeBatch(again, made?.id ?? '', 'resume');
    expect({ waiting: counts.waiting, pausedAt }).toEqual({ waiting: 2, pausedAt: null });
    await database.destroy();
  });

  test('opens a video without a sidecar, and gives it one', async () => {
    const library = await openStopped();
    const [first] = library.jobs;
    const id = first?.id ?? '';
    await removeDatabase(library.folder);
    for (const name of ['video.json', 'thumbnail.webp'])
      await rm(path.join(library.folder, 'videos', id, name));
    const { report, jobs } = await rebuildFolder(library);
    expect(report).toMatchObject({ fromSidecar: 2, probed: 1, faults: [] });
    const found = jobs.find((job) => job.id === id);
    expect(found).toMatchObject({ status: 'completed', createdAt: first?.createdAt, saved: first?.saved });
    expect(found?.request).toEqual({ prompt: '', references: [] });
    expect(await readSidecar(await openDiskStorage(library.folder), id)).toMatchObject({ id });
    // The second time everything is described, and the same comes of it.
    await removeDatabase(library.folder);
    const again = await rebuildFolder(library);
    expect(again.report).toMatchObject({ fromSidecar: 3, probed: 0 });
    expect(essence(again.jobs)).toEqual(essence(jobs));
  });

  test('leaves alone what is no video, and says so', async () => {
    const library = await openStopped();
    const [first, second] = library.jobs;
    await removeDatabase(library.folder);
    const place = (job: Job | undefined, name: string) =>
      path.join(library.folder, 'videos', job?.id ?? '', name);
    await writeFile(place(first, 'video.json'), '{"format":');
    await rm(place(second, 'video.json'));
    await writeFile(place(second, 'video.mp4'), '<html>hello</html>');
    const before = await readdir(path.join(library.folder, 'videos'), { recursive: true });
    const { report, jobs } = await rebuildFolder(library);
    expect(report.faults.map(({ id }) => id).sort()).toEqual([first?.id, second?.id].sort());
    expect(jobs).toHaveLength(2);
    expect(await readFile(place(first, 'video.json'), 'utf8')).toBe('{"format":');
    expect(await readdir(path.join(library.folder, 'videos'), { recursive: true })).toEqual(before);
  });

  test('gives a key to one job where a folder was copied', async () => {
    const library = await openStopped();
    const [first] = library.jobs;
    const sidecar = await readFile(path.join(library.folder, sidecarKey(first?.id ?? '')), 'utf8');
    const twin = 'video_copy';
    const { storage } = library;
    for (const [name, bytes] of [
      ['video.json', sidecar.replace(first?.id ?? '', twin)],
      ['video.mp4', video],
    ] as const) {
      const from = await storage.temporaryPath('x');
      await writeFile(from, bytes);
      await storage.putFile(`videos/${twin}/${name}`, from);
    }
    const { jobs } = await rebuildFolder(library);
    expect(jobs).toHaveLength(4);
    expect(jobs.filter(({ idempotencyKey }) => idempotencyKey === 'key-0')).toHaveLength(1);
  });
});
