import { describe, expect, test } from 'vitest';
import { parseBatchRequest } from './batch-request';
import { createBatch } from './create-batch';
import { createJob } from './create-job';
import { openCreatesAllowance } from './creates-allowance';
import { openTestContext, type TestContext } from './test-context';

const accepted = () => Response.json({ id: `up_${crypto.randomUUID()}`, status: 'queued' });
const open = () => openTestContext(accepted);
const key = { idempotencyKey: 'key' };

const boats = (count: number, more: object = {}) =>
  parseBatchRequest(
    { model: 'sora-2', ...more, items: Array.from({ length: count }, (_, n) => ({ prompt: `boat ${n}` })) },
    [],
  );

async function jobsOf(context: TestContext) {
  const rows = await context.database.selectFrom('jobs').selectAll().orderBy('due_at').execute();
  return rows.map((row) => ({ ...row, request: JSON.parse(row.request) }));
}

const fault = (fields: Record<string, unknown>) => {
  try {
    parseBatchRequest({ model: 'sora-2', ...fields }, []);
  } catch (error) {
    return `${(error as { param: string }).param}: ${(error as Error).message}`;
  }
  return null;
};

describe('the request of a batch', () => {
  test('has what all share, and what each item says instead', () => {
    const given = { prompt: 'a boat', seconds: '4', items: [{}, { prompt: 'a train', size: '720x1280' }] };
    const { items } = parseBatchRequest(given, []);
    expect(items).toMatchObject([
      { prompt: 'a boat', seconds: 4, size: undefined },
      { prompt: 'a train', seconds: 4, size: '720x1280' },
    ]);
    expect(parseBatchRequest({ ...given, items: JSON.stringify(given.items) }, []).items).toEqual(items);
  });

  test('makes n takes of each item, whose seeds go up', () => {
    const { items } = parseBatchRequest({ prompt: 'a', n: 3, seed: 7, items: [{}, { seed: 50 }] }, []);
    expect(items.map(({ seed, index }) => [index, seed])).toEqual([
      [0, 7],
      [0, 8],
      [0, 9],
      [1, 50],
      [1, 51],
      [1, 52],
    ]);
  });

  test.each([
    [{ items: [] }, 'items: items must name at least one video.'],
    [{ prompt: 'a', items: Array(501).fill({}) }, 'items: items may name 500 videos at most.'],
    [{ prompt: 'a', n: 6, items: Array(100).fill({}) }, 'n: n makes 600 videos'],
    [
      { prompt: 'a', metadata: { note: 'x'.repeat(140_000) }, items: Array(500).fill({}) },
      'items: What 500 videos have in common may have 131 kB, and this has more.',
    ],
    [{ items: [{ prompt: 'a' }, {}] }, 'items[1].prompt: items[1].prompt is required'],
    [
      { prompt: 'a', items: [{}, { size: 'wide' }] },
      'items[1].size: items[1].size must be WIDTHxHEIGHT in pixels',
    ],
    [{ prompt: 'a', items: [{ model: 'x' }] }, 'items[0].model: items[0].model is not a field'],
    [{ prompt: 'a', items: '[' }, 'items: items must be a JSON list.'],
    [{ prompt: 'a' }, 'items: items is required'],
    [{ prompt: '字'.repeat(32_000), items: Array(500).fill({}) }, null],
  ])('says what is wrong, and where (%#)', (fields, words) => {
    if (words === null) expect(fault(fields)).toBeNull();
    else expect(fault(fields)).toContain(words);
  });
});

describe('a batch', () => {
  test('is recorded whole and sent by nobody yet, then in its order', async () => {
    const context = await open();
    const batch = await createBatch(context, boats(12), key);
    expect(batch).toMatchObject({ count: 12, pausedAt: null });
    const jobs = await jobsOf(context);
    expect(jobs.map(({ request }) => request.prompt)).toEqual(
      Array.from({ length: 12 }, (_, n) => `boat ${n}`),
    );
    expect(new Set(jobs.map(({ batch_id }) => batch_id))).toEqual(new Set([batch.id]));
    expect(jobs.every(({ submitted_at: sent }) => sent === null)).toBe(true);
    // On a page with the newest first they stand in this order too.
    const newestFirst = jobs.toSorted((one, other) => other.created_at - one.created_at);
    expect(newestFirst.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
    expect(newestFirst.map(({ id }) => id)).toEqual(
      jobs
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  test('is the same one under the same key, at once or later, and no other words have that key', async () => {
    const context = await open();
    const twins = await Promise.all(Array.from({ length: 10 }, () => createBatch(context, boats(3), key)));
    const again = await createBatch(context, boats(3), key);
    expect(new Set([...twins, again].map(({ id }) => id)).size).toBe(1);
    expect(await jobsOf(context)).toHaveLength(3);
    const other = createBatch(context, boats(4), key);
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  test('of which one item is wrong is not recorded at all', async () => {
    const context = await open();
    const request = (items: object[], more: object = {}) =>
      parseBatchRequest({ model: 'sora-2', prompt: 'a', ...more, items }, []);
    for (const [asked, param] of [
      [request([{}, { seconds: 5 }]), 'items[1].seconds'],
      [request([{}, {}, { size: '333x333' }]), 'items[2].size'],
      [request([{}], { seconds: 5 }), 'seconds'],
    ] as const)
      await expect(createBatch(context, asked, key)).rejects.toMatchObject({
        code: 'invalid_request',
        param,
        message: expect.stringContaining(`${param} must be`),
      });
    expect(await jobsOf(context)).toEqual([]);
    expect(await context.database.selectFrom('batches').selectAll().execute()).toEqual([]);
  });

  test('counts against the allowance of its caller, once', async () => {
    const context = { ...(await open()), allowance: openCreatesAllowance(5) };
    const options = { ...key, holder: 'token_1' };
    await createBatch(context, boats(4), options);
    await createBatch(context, boats(4), options);
    const more = createBatch(context, boats(2), { idempotencyKey: 'other', holder: 'token_1' });
    await expect(more).rejects.toMatchObject({ code: 'rate_limited' });
    const tooLarge = createBatch(context, boats(6), { idempotencyKey: 'large', holder: 'token_2' });
    await expect(tooLarge).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('5 videos a minute'),
    });
    expect(await jobsOf(context)).toHaveLength(4);
  });

  test('that was wrong takes nothing from the allowance', async () => {
    const context = { ...(await open()), allowance: openCreatesAllowance(5) };
    const options = { ...key, holder: 'token_1' };
    const wrong = createBatch(context, boats(5, { size: '333x333' }), options);
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request', param: 'size' });
    expect(await createBatch(context, boats(5), options)).toMatchObject({ count: 5 });
  });
});

test('takes with a seed have seeds of their own', async () => {
  const context = await open();
  const asked = { prompt: 'a boat', model: 'm', takes: 3, references: [] };
  const jobs = await createJob(context, { ...asked, seed: 7 });
  expect(jobs.map(({ request }) => request.seed).sort()).toEqual([7, 8, 9]);
  const unseeded = await createJob(context, asked);
  expect(unseeded.map(({ request }) => request.seed)).toEqual([undefined, undefined, undefined]);
});
