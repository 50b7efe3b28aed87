import { beforeEach, describe, expect, test } from 'vitest';
import { parseBatchRequest } from './batch-request';
import { changeJob } from './change-job';
import { createBatch } from './create-batch';
import { createJob } from './create-job';
import { parseCreateRequest } from './create-request';
import { openProjects } from './projects';
import { openTestContext, type TestContext } from './test-context';

let context: TestContext;
let project: string;
let sent: string[];

beforeEach(async () => {
  sent = [];
  context = await openTestContext(async (request) => {
    sent.push(await request.clone().text());
    return Response.json({ id: `up_${sent.length}`, status: 'queued' });
  });
  project = (await openProjects(context).add({ name: 'Harbour' })).id;
});

const wish = (fields: object = {}) => parseCreateRequest({ prompt: 'a boat', model: 'm', ...fields }, []);
const key = { idempotencyKey: 'key' };

describe('a create that names a project', () => {
  test('puts all its takes there, and tells neither the provider nor the request', async () => {
    const jobs = await createJob(context, wish({ project, n: 2 }));
    expect(jobs.map(({ projectId }) => projectId)).toEqual([project, project]);
    expect(JSON.stringify(jobs.map(({ request }) => request))).not.toContain(project);
    expect(sent).toHaveLength(1);
    expect(sent.join()).not.toContain('project');
    expect((await createJob(context, wish())).map(({ projectId }) => projectId)).toEqual([null]);
  });

  test('is the same wish as without it, so that a repeat under its key is never paid for twice', async () => {
    const [first] = await createJob(context, wish({ project }), key);
    const other = (await openProjects(context).add({ name: 'Other' })).id;
    const repeats = [
      await createJob(context, wish({ project: other }), key),
      await createJob(context, wish(), key),
    ];
    expect(repeats.map(([job]) => [job?.id, job?.projectId])).toEqual([
      [first?.id, project],
      [first?.id, project],
    ]);
    await openProjects(context).remove(project);
    expect((await createJob(context, wish({ project }), key))[0]?.id).toBe(first?.id);
    expect(sent).toHaveLength(1);
  });

  test('is refused where there is no such project, and nothing is sent', async () => {
    const refusal = { code: 'invalid_request', param: 'project' };
    await expect(createJob(context, wish({ project: 'project_none' }))).rejects.toMatchObject(refusal);
    const batch = parseBatchRequest({ model: 'm', project: 'project_none', items: [{ prompt: 'a' }] }, []);
    await expect(createBatch(context, batch, key)).rejects.toMatchObject(refusal);
    expect(sent).toEqual([]);
  });
});

test('a batch puts all its videos into the project, under its key whichever it names later', async () => {
  const batch = (of?: string) =>
    parseBatchRequest({ model: 'm', project: of, items: [{ prompt: 'a' }, { prompt: 'b' }] }, []);
  const { id } = await createBatch(context, batch(project), key);
  expect((await context.store.findBatch(id)).map(({ projectId }) => projectId)).toEqual([project, project]);
  expect((await createBatch(context, batch(), key)).id).toBe(id);
});

test('what is tried again stays in the project of the first', async () => {
  const failing = await openTestContext(() => new Response('', { status: 502 }));
  const own = (await openProjects(failing).add({ name: 'Own' })).id;
  const [job] = await createJob(failing, wish({ project: own }));
  await changeJob(failing, job?.id ?? '', 'give-up');
  expect(await changeJob(failing, job?.id ?? '', 'retry')).toMatchObject({
    projectId: own,
    status: 'queued',
  });
});
