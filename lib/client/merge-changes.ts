import type { Video, VideoList } from '@/lib/jobs/wire';

/** Newest first, as the library is listed. */
function compareAge(one: Video, other: Video): number {
  return other.created_at - one.created_at || (other.id > one.id ? 1 : -1);
}

function isGone(video: Video): boolean {
  return video.firstframe.trashed_at !== null || video.firstframe.purged;
}

/**
 * Pages of the library with what changed since laid over them: changed videos take their old place, new ones come
 * first, and what went to the trash goes. Objects of unchanged videos and pages stay the same, so that nothing that
 * did not change is drawn again.
 */
export function mergeChanges(pages: VideoList[], changes: VideoList): VideoList[] {
  const changed = new Map(changes.data.map((video) => [video.id, video]));
  const known = new Set<string>();
  let removed = 0;
  const merged = pages.map((page) => {
    if (!page.data.some(({ id }) => changed.has(id))) {
      for (const { id } of page.data) known.add(id);
      return page;
    }
    const data = page.data.flatMap((video) => {
      known.add(video.id);
      const next = changed.get(video.id);
      if (!next) return [video];
      // An answer that was slow on its way must not undo a newer one.
      if (next.firstframe.change <= video.firstframe.change) return [video];
      if (!isGone(next)) return [next];
      removed += 1;
      return [];
    });
    return { ...page, data };
  });

  const [first, ...rest] = merged;
  if (!first) return merged;
  const last = merged.at(-1);
  const oldest = last?.has_more ? (merged.flatMap(({ data }) => data).at(-1) ?? null) : null;
  // What is older than the last page comes with the pages to come.
  const added = [...changed.values()].filter(
    (video) => !known.has(video.id) && !isGone(video) && (!oldest || compareAge(video, oldest) < 0),
  );
  const data = added.length > 0 ? [...added, ...first.data].sort(compareAge) : first.data;
  const firstframe = { ...changes.firstframe, total: (first.firstframe.total ?? 0) + added.length - removed };
  return [{ ...first, data, firstframe }, ...rest];
}
