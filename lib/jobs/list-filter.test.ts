import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { ErrorCode } from '@/lib/errors';
import { openCountCache } from './count-cache';
import { answerFacets } from './facets';
import { type JobState, jobStates, jobStatuses, spellState } from './job';
import { answerList } from './list-request';
import { listVideoIds } from './list-video-ids';
import { newJob } from './new-job';
import { type FineStatus, fineStatuses, partsOfStatus } from './status-wire';
import { addTags } from './tags';
import { openTestContext, type TestContext } from './test-context';
import { answerTimeline } from './timeline';
import { addDays, dayAt, daysBetween, startOfDay } from './zoned-day';

/** A video as the model of the library knows it. */
type Plain = {
  id: string;
  createdAt: number;
  state: JobState;
  /** Some of those that wait have one too: of a try that came to nothing. */
  errorCode: ErrorCode | null;
  provider: string;
  model: string;
  size: string | undefined;
  prompt: string;
  isStarred: boolean;
  tag: string | null;
  project: string | null;
  hasReference: boolean;
  isTrashed: boolean;
};

let context: TestContext;
beforeAll(async () => {
  context = await openTestContext(() => new Response(null, { status: 500 }));
});

/** The clocks of Berlin are set in the night of the 26th, those of Havana at midnight a week later. */
const around = Date.UTC(2025, 9, 24);
const zones = ['UTC', 'Europe/Berlin', 'America/Havana', 'Asia/Kathmandu', 'Australia/Lord_Howe'] as const;
const reference = {
  role: 'first_frame' as const,
  key: `references/${'0'.repeat(64)}.png`,
  type: 'image/png' as const,
  bytes: 1,
  sha256: '0'.repeat(64),
  width: 1,
  height: 1,
};

const libraries: fc.Arbitrary<Plain[]> = fc
  .uniqueArray(fc.stringMatching(/^video_[0-9a-f]{1,4}$/), { maxLength: 20 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          // Half hours, so that some are at the same moment and at midnights.
          createdAt: fc.nat({ max: 48 * 12 }).map((half) => around + half * 1_800_000),
          state: fc.constantFrom(...jobStates),
          errorCode: fc.constantFrom('moderation_blocked', 'video_expired', 'cancelled', 'network', null),
          provider: fc.constantFrom('test', 'other'),
          model: fc.constantFrom('m', 'n'),
          size: fc.constantFrom('1280x720', '720x1280', undefined),
          prompt: fc.constantFrom('A red fox', 'a fox in snow', '雪中的狐狸', ''),
          isStarred: fc.boolean(),
          tag: fc.constantFrom('Dusk', '夜景', null),
          project: fc.constantFrom('film', 'reel', null),
          hasReference: fc.boolean(),
          isTrashed: fc.nat(3).map((number) => number === 0),
        }),
      ),
    ),
  );

type Test = (one: Plain) => boolean;
const flag = (name: string, read: Test) =>
  fc.boolean().map((value): [string, string, Test] => [name, String(value), (one) => read(one) === value]);
const word = (name: string, values: string[], matches: (one: Plain, value: string) => boolean) =>
  fc
    .constantFrom(...values)
    .map((value): [string, string, Test] => [name, value, (one) => matches(one, value)]);
/** The one finer word for it. */
function fineStatus({ state, errorCode }: Plain): FineStatus {
  if (state === 'failed') {
    const ends = { moderation_blocked: 'blocked', video_expired: 'expired', cancelled: 'cancelled' } as const;
    return ends[errorCode as keyof typeof ends] ?? 'errored';
  }
  if (state === 'submit') return 'unsent';
  return state === 'poll' || state === 'archive' ? 'in_progress' : state;
}
const isIn = (one: Plain, words: string) =>
  words.split(',').some((word) => word === spellState(one.state).status || word === fineStatus(one));

/** Some parameters, each with what it means. */
const filters = fc.tuple(
  ...[
    flag('starred', (one) => one.isStarred),
    flag('has_reference', (one) => one.hasReference),
    word('provider', ['test', 'other', 'none'], (one, value) => one.provider === value),
    word('model', ['m', 'n'], (one, value) => one.model === value),
    word('size', ['1280x720', '720x1280'], (one, value) => one.size === value),
    word(
      'tag',
      ['dusk', 'DUSK', '夜景', 'none'],
      (one, value) => one.tag?.toLowerCase() === value.toLowerCase(),
    ),
    word('project', ['film', 'reel'], (one, value) => one.project === value),
    fc
      .uniqueArray(fc.constantFrom(...jobStatuses, ...fineStatuses), { minLength: 1, maxLength: 4 })
      .map((words): [string, string, Test] => ['status', words.join(), (one) => isIn(one, words.join())]),
    word('q', ['fox', 'FOX red', '狐', '"fox in"', 'zebra'], ({ prompt }, value) => {
      const words = value.startsWith('"') ? [value.slice(1, -1)] : value.split(' ');
      return words.every((part) => prompt.toLowerCase().includes(part.toLowerCase()));
    }),
  ].map((parameter) => fc.option(parameter, { freq: 2 })),
);

async function fill(library: readonly Plain[]): Promise<void> {
  const { database } = context;
  for (const table of ['jobs', 'job_tags', 'job_references'] as const)
    await database.deleteFrom(table).execute();
  // No studio ever takes a row away, so what was counted of the last library would be taken for this one's.
  context.counts = openCountCache(database);
  await context.store.insert(
    library.map(({ id, createdAt, state, errorCode, provider, model, size, prompt, ...marks }) => ({
      ...newJob({
        ...{ id, createdAt, providerId: provider, model, batchId: id, requestHash: '', idempotencyKey: null },
        request: { prompt, size, references: marks.hasReference ? [reference] : [] },
      }),
      ...spellState(state),
      errorCode,
      starredAt: marks.isStarred ? 1 : null,
      projectId: marks.project,
      trashedAt: marks.isTrashed ? createdAt : null,
    })),
  );
  for (const { id, tag } of library) if (tag !== null) await addTags(database, id, [tag]);
}

const ask = (words: Record<string, string>) => answerList(context, new URLSearchParams(words));

test('under every filter the list, its days and its ids are those of a filtered and sorted array', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...([
        libraries,
        filters,
        fc.boolean(),
        fc.constantFrom(...zones),
        fc.nat(25),
        fc.integer({ min: 1, max: 9 }),
      ] as const),
      async (library, chosen, trashed, zone, offset, limit) => {
        await fill(library);
        const given = chosen.filter((parameter) => parameter !== null);
        const words = { ...Object.fromEntries(given), trashed: String(trashed) };
        const expected = library
          .filter((one) => one.isTrashed === trashed && given.every(([, , matches]) => matches(one)))
          .sort((one, other) => other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1));
        const ids = expected.map(({ id }) => id);

        const page = await ask({ ...words, offset: String(offset), limit: String(limit) });
        expect(page.data.map(({ id }) => id)).toEqual(ids.slice(offset, offset + limit));
        expect(page.firstframe.total).toBe(ids.length);
        expect(page.has_more).toBe(ids.length > offset + limit);
        const first = await ask({ ...words, limit: String(limit) });
        expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, limit));
        expect([first.firstframe.total, first.has_more]).toEqual([ids.length, ids.length > limit]);
        const changed = await ask({ ...words, changed_since: '0', limit: '100' });
        expect(changed.data).toHaveLength(library.length);
        expect(changed.firstframe.matching?.toSorted()).toEqual(ids.toSorted());
        expect(changed.firstframe.total).toBeUndefined();

        const timeline = await answerTimeline(context, new URLSearchParams({ ...words, time_zone: zone }));
        const byDay = Map.groupBy(expected, ({ createdAt }) => dayAt(createdAt, zone));
        expect(timeline.days.map(({ date, count }) => [date, count])).toEqual(
          [...byDay].map(([day, videos]) => [day, videos.length]),
        );
        expect(timeline.total).toBe(ids.length);
        for (const { date, from, before, count } of timeline.days) {
          expect([from, before].map((at) => at * 1_000)).toEqual(
            [date, addDays(date, 1)].map((day) => startOfDay(day, zone)),
          );
          const span = { ...words, created_from: String(from), created_before: String(before), limit: '100' };
          const day = await ask(span);
          expect([day.firstframe.total, day.data.length]).toEqual([count, count]);
        }

        const [from = '', to = ''] = [
          ids[offset % Math.max(1, ids.length)],
          ids[limit % Math.max(1, ids.length)],
        ];
        const query = new URLSearchParams({ ...words, ...(ids.length > 0 ? { from, to } : {}) });
        const [low = 0, high = 0] = [ids.indexOf(from), ids.indexOf(to)].sort((one, other) => one - other);
        expect((await listVideoIds(context, query)).data).toEqual(
          ids.length > 0 ? ids.slice(low, high + 1) : [],
        );
      },
    ),
    { numRuns: 120 },
  );
}, 120_000);

test('what there is to choose is counted as the list is', async () => {
  await fc.assert(
    fc.asyncProperty(libraries, async (library) => {
      await fill(library);
      const shown = library.filter(({ isTrashed }) => !isTrashed);
      const facets = await answerFacets(context);
      expect(facets.starred).toBe(shown.filter(({ isStarred }) => isStarred).length);
      expect(facets.trashed).toBe(library.length - shown.length);
      const count = (read: (one: Plain) => string | null | undefined) => {
        const groups = Map.groupBy(shown, read);
        return [...groups].flatMap(([value, videos]) => (value ? [[value, videos.length]] : [])).toSorted();
      };
      const told = (choices: { value: string; count: number }[]) =>
        choices.map((choice) => [choice.value, choice.count]).toSorted();
      expect(told(facets.providers)).toEqual(count((one) => one.provider));
      expect(told(facets.models)).toEqual(count((one) => one.model));
      expect(told(facets.sizes)).toEqual(count((one) => one.size));
      expect(told(facets.tags)).toEqual(count((one) => one.tag));
      const ofStatus = Map.groupBy(shown, fineStatus);
      expect(facets.statuses).toEqual(
        fineStatuses.map((value) => ({ value, count: ofStatus.get(value)?.length ?? 0 })),
      );
      expect(facets.with_reference).toBe(shown.filter(({ hasReference }) => hasReference).length);
      expect(facets.without_reference).toBe(shown.filter(({ hasReference }) => !hasReference).length);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("OpenAI's words hold each of the finer ones once", () => {
  expect(Object.values(partsOfStatus).flat().toSorted()).toEqual([...fineStatuses].toSorted());
});

test('days of a span are the days one by one, over years of clocks that are set', () => {
  const moment = fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2030, 0, 1) });
  const all = [...zones, 'Pacific/Apia', 'Africa/Casablanca', 'America/Santiago', 'Asia/Beirut'];
  fc.assert(
    fc.property(moment, fc.nat({ max: 500 }), fc.constantFrom(...all), (from, days, zone) => {
      const to = from + days * 86_400_000;
      const expected: unknown[] = [];
      for (let day = dayAt(from, zone); day <= dayAt(to, zone); day = addDays(day, 1)) {
        const [startsAt, endsAt] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)];
        if (endsAt > startsAt) expected.push({ day, startsAt, endsAt });
      }
      expect(daysBetween(from, to, zone)).toEqual(expected.reverse());
    }),
    { numRuns: 60 },
  );
}, 60_000);
