import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/open';
import { openDiskStorage } from '@/lib/storage/disk';
import { createJob } from './create-job';
import { exportLibrary } from './export-library';
import { importLibrary } from './import-library';
import { markVideos } from './mark-videos';
import { answerVideo } from './present-video';
import { openProjects } from './projects';
import { rebuild } from './rebuild';
import { readSidecar } from './sidecar-file';
import { describeStale } from './stale-sidecars';
import { openJobStore } from './store';
import { openTestContext, type TestContext } from './test-context';
import { openTestLibrary } from './test-library';
import { makeTestVideo } from './test-video';

const accepts = (request: Request, place: string) =>
  request.method === 'POST'
    ? Response.json({ id: 'up_1' })
    : Response.json({ id: place.split('/').at(-1), status: 'in_progress', progress: 40 });

async function make(context: TestContext): Promise<string> {
  const [job] = await createJob(context, { prompt: 'a boat', model: 'm', takes: 1, references: [] });
  if (!job) throw new Error('No job was made.');
  return job.id;
}

describe('marking videos', () => {
  test('while a worker holds one neither loses the lease nor the mark', async () => {
    const context = await openTestContext(accepts);
    const { store, clock } = context;
    const id = await make(context);
    clock.now += 60_000;
    const [held] = await store.claimDue(clock.now, { holder: 'worker', until: clock.now + 60_000 }, 1);
    expect(held?.id).toBe(id);
    const {
      data: [marked],
    } = await markVideos(context, { ids: [id], starred: true, add_tags: ['Dusk'], trashed: true });
    expect(marked?.firstframe).toMatchObject({ starred: true, tags: ['Dusk'] });
    const saved = await store.saveHeld(id, 'worker', { progress: 55 }, clock.now);
    expect(saved).toMatchObject({
      holder: 'worker',
      progress: 55,
      starredAt: clock.now,
      trashedAt: clock.now,
    });
    const video = saved && (await answerVideo(context, saved));
    expect(video?.firstframe).toMatchObject({ starred: true, tags: ['Dusk'], progress: 55 });
  });

  test('is told as a change once, and doing it twice is doing it once', async () => {
    const context = await openTestContext(accepts);
    const id = await make(context);
    const marks = { ids: [id, id, 'nobody'], starred: true, add_tags: [' dusk ', 'DUSK'], trashed: true };
    const first = await markVideos(context, marks);
    const [once] = first.data;
    context.clock.now += 5_000;
    const twice = await markVideos(context, marks);
    expect(twice.data).toEqual([once]);
    const bare = { id, starred: false, tags: [], project: null, trashed: false };
    expect(first.before).toEqual([bare]);
    expect(twice.before).toEqual([{ ...bare, starred: true, tags: ['dusk'], trashed: true }]);
    const {
      data: [restored],
    } = await markVideos(context, { ids: [id], trashed: false, starred: false, remove_tags: ['Dusk'] });
    expect(restored?.firstframe).toMatchObject({ starred: false, tags: [], trashed_at: null });
    expect(restored?.firstframe.change).toBeGreaterThan(once?.firstframe.change ?? 0);
    const { data: untagged } = await markVideos(context, { ids: [id], add_tags: ['only a tag'] });
    expect(untagged[0]?.firstframe.change).toBeGreaterThan(restored?.firstframe.change ?? 0);
  });

  test('all are marked or none, and what is wrong is named', async () => {
    const context = await openTestContext(accepts);
    const [first, second] = [await make(context), await make(context)];
    const many = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
    await markVideos(context, { ids: [second], add_tags: many });
    const before = await context.store.find(first);
    for (const [marks, param] of [
      [{ ids: [first, second], starred: true, add_tags: ['one more'] }, 'add_tags'],
      [{ ids: [first, second], starred: true, project: 'nobody' }, 'project'],
      [{ ids: [first], add_tags: ['x'.repeat(41)] }, 'add_tags[0]'],
      [{ ids: [first], add_tags: [' '] }, 'add_tags[0]'],
      [{ ids: [], starred: true }, 'ids'],
      [{ ids: Array.from({ length: 501 }, String) }, 'ids'],
      [{ ids: [first], stared: true }, 'stared'],
    ] as const)
      await expect(markVideos(context, marks)).rejects.toMatchObject({ code: 'invalid_request', param });
    expect(await context.store.find(first)).toEqual(before);
  });

  test('a tag is spelt as it was at first; one that is exchanged makes room', async () => {
    const context = await openTestContext(accepts);
    const [first, second] = [await make(context), await make(context)];
    await markVideos(context, { ids: [first], add_tags: ['Café'] });
    const { data: marked } = await markVideos(context, { ids: [second], add_tags: ['CAFE\u0301'] });
    expect(marked[0]?.firstframe.tags).toEqual(['Café']);
    const many = Array.from({ length: 19 }, (_, index) => `tag ${index}`);
    await markVideos(context, { ids: [second], add_tags: many });
    const { data: full } = await markVideos(context, {
      ids: [second],
      add_tags: ['new'],
      remove_tags: ['café'],
    });
    expect(full[0]?.firstframe.tags).toHaveLength(20);
  });

  test('a project that is removed lets go of its videos, each of which is a change', async () => {
    const context = await openTestContext(accepts);
    const projects = openProjects(context);
    const { id: project } = await projects.add({ name: 'Film' });
    await expect(projects.add({ name: ' film' })).rejects.toMatchObject({ param: 'name' });
    const ids = [await make(context), await make(context), await make(context)];
    const { data: marked } = await markVideos(context, { ids, project });
    const newest = Math.max(...marked.map(({ firstframe }) => firstframe.change));
    await projects.remove(project);
    const jobs = await context.store.listAll();
    expect(jobs.map(({ projectId }) => projectId)).toEqual([null, null, null]);
    const changes = jobs.map(({ changeSequence }) => changeSequence).sort((one, other) => one - other);
    expect(changes).toEqual([newest + 1, newest + 2, newest + 3]);
    await expect(projects.rename(project, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('marks outlive the database', () => {
  let video: Buffer;
  beforeAll(async () => {
    video = await makeTestVideo();
  }, 60_000);

  async function openMarked() {
    const library = await openTestLibrary(video, [{ prompt: 'one' }, { prompt: 'two' }]);
    const projects = openProjects(library);
    const project = await projects.add({ name: 'Flim' });
    const [one = '', two = ''] = library.jobs.map(({ id }) => id);
    await markVideos(library, { ids: [one], starred: true, add_tags: ['Dusk', '黄昏'], project: project.id });
    await projects.rename(project.id, { name: 'Film' });
    const marks = { starredAt: library.clock.now, tags: ['Dusk', '黄昏'], project: 'Film' };
    return { library, one, two, marks };
  }

  test('beside the video, from where they come back', async () => {
    const { library, one, two, marks } = await openMarked();
    const { storage, database, folder, providers, clock } = library;
    expect((await readSidecar(storage, one))?.marks).toMatchObject({ tags: [] });
    expect(await describeStale(library)).toEqual({ described: 1, failed: 0 });
    expect((await readSidecar(storage, one))?.marks).toEqual(marks);
    expect((await readSidecar(storage, two))?.marks).toMatchObject({ starredAt: null, project: null });
    expect(await describeStale(library)).toEqual({ described: 0, failed: 0 });
    await database.destroy();
    for (const suffix of ['', '-wal', '-shm'])
      await rm(path.join(folder, `firstframe.sqlite${suffix}`), { force: true });
    await rebuild(folder, await openDiskStorage(folder), providers, clock.now);
    const again = await openDatabase(folder);
    const job = await openJobStore(again).find(one);
    const shown = job && (await answerVideo({ ...library, database: again }, job));
    const [project] = await again.selectFrom('projects').select(['id', 'name']).execute();
    expect(project?.name).toBe('Film');
    expect(shown?.firstframe).toMatchObject({ starred: true, tags: ['Dusk', '黄昏'], project: project?.id });
    await again.destroy();
  });

  test('in a rebuilt database whose old one can be read, and what was not written yet still is', async () => {
    const { library, one, marks } = await openMarked();
    const { folder, providers, clock, database } = library;
    await database.destroy();
    const storage = await openDiskStorage(folder);
    await rebuild(folder, storage, providers, clock.now);
    const again = await openDatabase(folder);
    await describeStale({ ...library, storage, database: again, store: openJobStore(again) });
    expect((await readSidecar(storage, one))?.marks).toEqual(marks);
    await again.destroy();
  });

  test('in an export, into another studio', async () => {
    const { library, one, two } = await openMarked();
    const { stream } = await exportLibrary(library, { each: [one, two] });
    const zip = await library.storage.temporaryPath('zip');
    await pipeline(
      Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]),
      createWriteStream(zip),
    );
    const other = await openTestContext(accepts);
    await openProjects(other).add({ name: 'FILM' });
    expect(await importLibrary(other, zip)).toMatchObject({ imported: 2, refused: [] });
    const job = await other.store.find(one);
    const shown = job && (await answerVideo(other, job));
    const projects = await openProjects(other).list();
    expect(projects).toMatchObject([{ name: 'FILM' }]);
    expect(shown?.firstframe).toMatchObject({
      starred: true,
      tags: ['Dusk', '黄昏'],
      project: projects[0]?.id,
    });
  });
});
