/**
 * Which videos are chosen, by their ids, so that what is chosen holds while the gallery swaps its rows; in the order in which
 * they were chosen, those that were chosen together from the oldest to the newest. `anchor` is where a range begins, and `base`
 * what was chosen before that range: drawing it to another end takes back what it had covered.
 */
export type Selection = {
  ids: ReadonlySet<string>;
  anchor: string | null;
  base: ReadonlySet<string>;
};

/** As many as one answer of ids has, and as can be worked on at once. */
export const mostSelected = 5_000;

export const nothingSelected: Selection = { ids: new Set(), anchor: null, base: new Set() };

function atMost(ids: Iterable<string>): Set<string> {
  const kept = new Set<string>();
  for (const id of ids) {
    if (kept.size === mostSelected) break;
    kept.add(id);
  }
  return kept;
}

/** Takes one in or out; ranges begin there from now on. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  const kept = atMost(next);
  return { ids: kept, anchor: id, base: kept };
}

/**
 * Chooses a range that begins at the anchor, in place of the one before.
 * @param between the ids of it, both ends included, the newest first, as the gallery has them
 */
export function selectRange({ anchor, base }: Selection, between: readonly string[]): Selection {
  const kept = atMost([...base, ...between]);
  const range = between.filter((id) => kept.has(id)).reverse();
  // The anchor was the last that was chosen by itself; now its place is in the range.
  const before = [...base].filter((id) => id !== anchor || !range.includes(id));
  return { ids: new Set([...before, ...range]), anchor, base };
}

/** Adds what a band covers to what was chosen before it was drawn. @param covered the newest first */
export function selectSwept(before: Selection, covered: readonly string[]): Selection {
  const ids = atMost([...before.ids, ...covered.toReversed()]);
  return { ids, anchor: covered.at(-1) ?? before.anchor, base: ids };
}

/** Chooses these and no others. @param ids the newest first */
export function selectOnly(ids: readonly string[]): Selection {
  const kept = new Set([...atMost(ids)].reverse());
  return { ids: kept, anchor: ids[0] ?? null, base: kept };
}

/** What is left when some videos are gone; the same object where none of them was chosen. */
export function leaveOut(selection: Selection, gone: ReadonlySet<string>): Selection {
  const { ids, base, anchor } = selection;
  const isKept = (id: string) => !gone.has(id);
  if ([...ids].every(isKept)) return selection;
  return {
    ids: new Set([...ids].filter(isKept)),
    base: new Set([...base].filter(isKept)),
    anchor: anchor !== null && gone.has(anchor) ? null : anchor,
  };
}

/** What a press on a tile means. */
export function meaningOfPress(
  { ids, anchor }: Selection,
  { isMod, isShift }: { isMod: boolean; isShift: boolean },
): 'open' | 'toggle' | 'range' {
  if (isShift && anchor !== null) return 'range';
  return isMod || isShift || ids.size > 0 ? 'toggle' : 'open';
}
