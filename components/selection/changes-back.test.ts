import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EarlierMarks, VideoMarks } from '@/lib/jobs/organise-wire';
import type { Video } from '@/lib/jobs/wire';
import { type Change, changesBack, splitChange } from './changes-back';

/** A video with these marks, as far as undoing looks at it. */
function videoOf({ id, starred, tags, project, trashed }: EarlierMarks): Video {
  return { id, firstframe: { starred, tags, project, trashed_at: trashed ? 1 : null } } as unknown as Video;
}

/** What the studio makes of a request. */
function marked(video: EarlierMarks, marks: VideoMarks): EarlierMarks {
  const kept = video.tags.filter((tag) => !marks.remove_tags?.includes(tag));
  return {
    id: video.id,
    starred: marks.starred ?? video.starred,
    tags: [...new Set([...kept, ...(marks.add_tags ?? [])])].sort(),
    project: marks.project === undefined ? video.project : marks.project,
    trashed: marks.trashed ?? video.trashed,
  };
}

function carryOut(videos: readonly EarlierMarks[], changes: readonly Change[]): EarlierMarks[] {
  return videos.map((video) =>
    changes.reduce((now, { ids, marks }) => (ids.includes(video.id) ? marked(now, marks) : now), video),
  );
}

const tags = ['day', 'dusk', 'night'];
const tagsOf = fc.subarray(tags);
const projectOf = fc.constantFrom(null, 'one', 'other');
const library = fc
  .array(fc.record({ starred: fc.boolean(), tags: tagsOf, project: projectOf, trashed: fc.boolean() }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((videos) => videos.map((video, index): EarlierMarks => ({ id: `video_${index}`, ...video })));
const wish = fc.record(
  { starred: fc.boolean(), add_tags: tagsOf, remove_tags: tagsOf, project: projectOf, trashed: fc.boolean() },
  { requiredKeys: [] },
);

describe('undoing a change', () => {
  test('gives each video back what it had, whatever was changed', () => {
    fc.assert(
      fc.property(library, wish, (before, marks) => {
        const now = before.map((video) => marked(video, marks));
        const back = changesBack(before, now.map(videoOf));
        expect(carryOut(now, back)).toEqual(before);
        const named = back.flatMap(({ ids }) => ids);
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });

  test('asks once for all that get back the same, and for none that were not changed', () => {
    const one = (id: string, project: string | null): EarlierMarks => {
      return { id, starred: true, tags: [], project, trashed: false };
    };
    const before = [one('a', 'film'), one('b', null), one('c', 'film'), one('d', 'spring')];
    const now = before.map((video) => videoOf({ ...video, project: 'spring' }));
    expect(changesBack(before, now)).toEqual([
      { ids: ['a', 'c'], marks: { project: 'film' } },
      { ids: ['b'], marks: { project: null } },
    ]);
  });

  test('leaves alone what has come to a video otherwise, and what is no more', () => {
    const had: EarlierMarks = { id: 'a', starred: false, tags: ['dusk'], project: null, trashed: false };
    const now = videoOf({ ...had, tags: ['dusk', 'night'] });
    expect(changesBack([had, { ...had, id: 'gone' }], [now])).toEqual([
      { ids: ['a'], marks: { remove_tags: ['night'] } },
    ]);
  });
});

test('no request names more videos than it may, and each is named once', () => {
  for (const [count, sizes] of [
    [0, []],
    [500, [500]],
    [501, [500, 1]],
    [1_203, [500, 500, 203]],
  ] as const) {
    const ids = Array.from({ length: count }, (_, index) => `video_${index}`);
    const parts = splitChange({ ids, marks: { starred: true } });
    expect(parts.map((part) => part.ids.length)).toEqual(sizes);
    expect(parts.flatMap((part) => part.ids)).toEqual(ids);
  }
});
