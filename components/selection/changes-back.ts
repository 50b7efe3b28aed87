import type { EarlierMarks, VideoMarks } from '@/lib/jobs/organise-wire';
import type { Video } from '@/lib/jobs/wire';

/** What one request asks for: these videos are marked so. */
export type Change = { ids: readonly string[]; marks: VideoMarks };

/** As many as one request may name. */
const mostAtOnce = 500;

/** The requests that it takes to mark any number of videos alike. */
export function splitChange({ ids, marks }: Change): Change[] {
  const parts: Change[] = [];
  for (let start = 0; start < ids.length; start += mostAtOnce)
    parts.push({ ids: ids.slice(start, start + mostAtOnce), marks });
  return parts;
}

/** How a video has to be marked to be as it was. What it is now in other ways, it stays. */
function marksBack(before: EarlierMarks, { firstframe: now }: Video): VideoMarks {
  const lost = before.tags.filter((tag) => !now.tags.includes(tag));
  const gained = now.tags.filter((tag) => !before.tags.includes(tag));
  return {
    ...(before.starred !== now.starred && { starred: before.starred }),
    ...(lost.length > 0 && { add_tags: lost }),
    ...(gained.length > 0 && { remove_tags: gained }),
    ...(before.project !== now.project && { project: before.project }),
    ...(before.trashed !== (now.trashed_at !== null) && { trashed: before.trashed }),
  };
}

/**
 * What undoes a change: each video gets back what it had, in as few requests as that takes. A video that was not changed
 * is in none.
 * @param now the videos as they are after it
 */
export function changesBack(before: readonly EarlierMarks[], now: readonly Video[]): Change[] {
  const videos = new Map(now.map((video) => [video.id, video]));
  const alike = new Map<string, { ids: string[]; marks: VideoMarks }>();
  for (const earlier of before) {
    const video = videos.get(earlier.id);
    const marks = video ? marksBack(earlier, video) : {};
    if (Object.keys(marks).length === 0) continue;
    const key = JSON.stringify(marks);
    const group = alike.get(key) ?? { ids: [], marks };
    group.ids.push(earlier.id);
    alike.set(key, group);
  }
  return [...alike.values()].flatMap(splitChange);
}
