import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openCountCache } from './count-cache';
import { type JobState, jobStates, spellState } from './job';
import { answerList } from './list-request';
import { newJob } from './new-job';
import { openTestContext, type TestContext } from './test-context';

/** A video as the model of the list knows it. */
type Plain = {
  id: string;
  createdAt: number;
  state: JobState;
  provider: string;
  isTrashed: boolean;
  isPurged: boolean;
};

let context: TestContext;
beforeAll(async () => {
  context = await openTestContext(() => new Response(null, { status: 500 }));
});

const ids = fc.uniqueArray(fc.stringMatching(/^video_[0-9a-f]{1,6}$/), { maxLength: 25 });
const libraries: fc.Arbitrary<Plain[]> = ids.chain((names) =>
  fc.tuple(
    ...names.map((id) =>
      fc.record({
        id: fc.constant(id),
        // Few moments, so that many have the same.
        createdAt: fc.integer({ min: 0, max: 4 }).map((second) => 1_700_000_000_000 + second * 1_000),
        state: fc.constantFrom(...jobStates),
        provider: fc.constantFrom('test', 'other'),
        isTrashed: fc.boolean(),
        isPurged: fc.nat(9).map((number) => number === 0),
      }),
    ),
  ),
);
const queries = fc.record({
  order: fc.constantFrom('asc' as const, 'desc' as const),
  limit: fc.integer({ min: 0, max: 100 }),
  trashed: fc.boolean(),
  status: fc.option(fc.constantFrom('queued', 'in_progress', 'completed', 'failed')),
  provider: fc.option(fc.constantFrom('test', 'other')),
});

async function fill(library: readonly Plain[]): Promise<void> {
  await context.database.deleteFrom('jobs').execute();
  // No studio ever takes a row away, so what was counted of the last library would be taken for this one's.
  context.counts = openCountCache(context.database);
  await context.store.insert(
    library.map(({ id, createdAt, state, provider, isTrashed, isPurged }) => ({
      ...newJob({
        id,
        createdAt,
        providerId: provider,
        model: 'm',
        request: { prompt: 'a boat', references: [] },
        batchId: id,
        requestHash: '',
        idempotencyKey: null,
      }),
      ...spellState(state),
      trashedAt: isTrashed || isPurged ? createdAt : null,
      purgedAt: isPurged ? createdAt : null,
    })),
  );
}

const list = (query: Record<string, string>) => answerList(context, new URLSearchParams(query));

describe('GET /v1/videos', () => {
  test('is the same as a sorted array, page by page, whatever is in the library', async () => {
    await fc.assert(
      fc.asyncProperty(libraries, queries, async (library, { order, limit, trashed, status, provider }) => {
        await fill(library);
        const sign = order === 'asc' ? 1 : -1;
        const expected = library
          .filter((one) => !one.isPurged && one.isTrashed === trashed)
          .filter((one) => status === null || spellState(one.state).status === status)
          .filter((one) => provider === null || one.provider === provider)
          .sort((one, other) => sign * (one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)))
          .map(({ id }) => id);
        const asked: Record<string, string> = { order, limit: String(limit), trashed: String(trashed) };
        if (status !== null) asked.status = status;
        if (provider !== null) asked.provider = provider;
        const seen: string[] = [];
        for (;;) {
          const last = seen.at(-1);
          const page = await list(last === undefined ? asked : { ...asked, after: last });
          const shown = page.data.map(({ id }) => id);
          expect(shown).toEqual(expected.slice(seen.length, seen.length + limit));
          expect([page.first_id, page.last_id]).toEqual([shown.at(0) ?? null, shown.at(-1) ?? null]);
          seen.push(...shown);
          expect(page.has_more).toBe(expected.length > seen.length);
          expect(page.firstframe.total).toBe(expected.length);
          if (!page.has_more || limit === 0) break;
        }
        if (limit > 0) expect(seen).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test('goes on after a video that has left the list since', async () => {
    const plain = {
      createdAt: 1,
      state: 'completed' as const,
      provider: 'test',
      isTrashed: false,
      isPurged: false,
    };
    const library = ['video_a', 'video_b', 'video_c'].map((id, index) => ({
      ...plain,
      id,
      createdAt: index,
    }));
    await fill(library.map((one) => (one.id === 'video_b' ? { ...one, isTrashed: true } : one)));
    expect((await list({ after: 'video_b' })).data.map(({ id }) => id)).toEqual(['video_a']);
    await fill(library.map((one) => (one.id === 'video_b' ? { ...one, isPurged: true } : one)));
    expect((await list({ after: 'video_b', order: 'asc' })).data.map(({ id }) => id)).toEqual(['video_c']);
  });

  test.each([
    ['limit=-1', 'limit'],
    ['limit=101', 'limit'],
    ['limit=2.5', 'limit'],
    ['limit=', 'limit'],
    ['order=DESC', 'order'],
    ['after=', 'after'],
    ['after=video_none', 'after'],
    ['status=done', 'status'],
    ['trashed=yes', 'trashed'],
    ['changed_since=', 'changed_since'],
  ])('refuses %s, and names it', async (query, param) => {
    await expect(answerList(context, new URLSearchParams(query))).rejects.toMatchObject({
      code: 'invalid_request',
      status: 400,
      param,
    });
  });
});
