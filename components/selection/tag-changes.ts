import type { Facets } from '@/lib/jobs/organise-wire';
import type { SelectionSummary } from '@/lib/jobs/selection-wire';

/** How many of the chosen videos have a tag. */
export type Held = 'all' | 'some' | 'none';

export type TagRow = { tag: string; held: Held; count: number };

/** The tags to choose from: those of the chosen videos first, then new ones, then those of others in the library. */
export function tagRows(
  { count, tags }: Pick<SelectionSummary, 'count' | 'tags'>,
  others: Facets['tags'],
  changed: ReadonlyMap<string, Held>,
): TagRow[] {
  const rows = new Map<string, TagRow>();
  for (const { value, count: having } of tags)
    rows.set(value, { tag: value, held: having === count ? 'all' : 'some', count: having });
  for (const tag of [...changed.keys(), ...others.map(({ value }) => value)])
    if (!rows.has(tag)) rows.set(tag, { tag, held: 'none', count: 0 });
  return [...rows.values()];
}

/** What the next press makes of a box: all, none, and some again where it began so. */
export function nextHeld(now: Held, atFirst: Held): Held {
  if (now === 'some') return 'all';
  if (now === 'all') return 'none';
  return atFirst === 'some' ? 'some' : 'all';
}

/** What has to be asked for so that each box comes true. */
export function changesOf(
  rows: readonly TagRow[],
  changed: ReadonlyMap<string, Held>,
): { add_tags: string[]; remove_tags: string[] } {
  const differing = rows.filter(({ tag, held }) => (changed.get(tag) ?? held) !== held);
  return {
    add_tags: differing.flatMap(({ tag }) => (changed.get(tag) === 'all' ? [tag] : [])),
    remove_tags: differing.flatMap(({ tag }) => (changed.get(tag) === 'none' ? [tag] : [])),
  };
}
