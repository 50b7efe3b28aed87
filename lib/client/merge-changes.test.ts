import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Video, VideoList } from '@/lib/jobs/wire';
import { mergeChanges } from './merge-changes';

function video(
  id: string,
  createdAt: number,
  change: number,
  extra: Partial<Video['firstframe']> = {},
): Video {
  const firstframe = { change, trashed_at: null, purged: false, ...extra };
  return { id, created_at: createdAt, firstframe } as Video;
}

function list(data: Video[], hasMore = false): VideoList {
  const cursor = Math.max(0, ...data.map(({ firstframe }) => firstframe.change));
  return {
    object: 'list',
    data,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: hasMore,
    firstframe: { cursor, total: data.length, open: 0 },
  };
}

const ids = (pages: VideoList[]) => pages.flatMap(({ data }) => data.map(({ id }) => id));

describe('mergeChanges', () => {
  test('puts a changed video in its old place and leaves the others untouched', () => {
    const one = video('video_1', 30, 1);
    const two = video('video_2', 20, 2);
    const pages = [list([one]), list([two])];
    const next = video('video_2', 20, 5);
    const merged = mergeChanges(pages, list([next]));
    expect(merged[0]?.data[0]).toBe(one);
    expect(merged[1]?.data[0]).toBe(next);
    expect(merged[0]?.firstframe.cursor).toBe(5);
  });

  test('puts a new video first, and drops what was trashed or purged', () => {
    const pages = [list([video('video_2', 20, 1), video('video_1', 10, 2)])];
    const changes = list([
      video('video_3', 30, 3),
      video('video_2', 20, 4, { trashed_at: 99 }),
      video('video_0', 5, 5, { purged: true }),
    ]);
    const merged = mergeChanges(pages, changes);
    expect(ids(merged)).toEqual(['video_3', 'video_1']);
    expect(merged[0]?.firstframe.total).toBe(2);
  });

  test('leaves what is older than the last page to that page', () => {
    const pages = [list([video('video_9', 90, 1)], true)];
    expect(ids(mergeChanges(pages, list([video('video_1', 10, 7)])))).toEqual(['video_9']);
  });

  test('does not let a slow answer undo a newer one', () => {
    const newer = video('video_1', 10, 9);
    expect(mergeChanges([list([newer])], list([video('video_1', 10, 4)]))[0]?.data[0]).toBe(newer);
  });

  test('ends with the library itself, however the changes are cut and repeated', () => {
    const edit = fc.record({ id: fc.integer({ min: 0, max: 12 }), isTrashed: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(edit, { maxLength: 40 }),
        fc.array(fc.nat(40), { maxLength: 6 }),
        (edits, cuts) => {
          const history = edits.map(({ id, isTrashed }, index) =>
            video(`video_${String(id).padStart(2, '0')}`, id * 10, index + 1, {
              trashed_at: isTrashed ? 1 : null,
            }),
          );
          let pages = [list([])];
          for (const cut of [...cuts.toSorted((a, b) => a - b), history.length]) {
            const latest = new Map(history.slice(0, cut).map((change) => [change.id, change]));
            pages = mergeChanges(pages, list([...latest.values()]));
          }
          const truth = new Map(history.map((change) => [change.id, change]));
          const expected = [...truth.values()]
            .filter(({ firstframe }) => firstframe.trashed_at === null)
            .map(({ id }) => id)
            .sort()
            .reverse();
          expect(ids(pages)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});
