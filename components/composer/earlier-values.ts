const storageKey = 'firstframe.slot-values';
/** Of each slot; more are no help in choosing. */
const mostValues = 12;
const mostSlots = 200;

type Earlier = Record<string, string[]>;

function read(): Earlier {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '');
    const lists = Object.entries(stored ?? {}).filter(
      ([, list]) => Array.isArray(list) && list.every((value) => typeof value === 'string'),
    );
    return Object.fromEntries(lists);
  } catch {
    return {};
  }
}

/** What stood in a slot before, the latest first. */
export function earlierValues(slot: string): string[] {
  const earlier = read();
  return Object.hasOwn(earlier, slot) ? (earlier[slot] ?? []) : [];
}

/** Keeps what was sent in slots, to be offered again. */
export function keepValues(values: Readonly<Record<string, string>>): void {
  const earlier = Object.entries(values)
    .filter(([, value]) => value !== '')
    .reduce<[string, string[]][]>((lists, [slot, value]) => {
      const before = lists.find(([name]) => name === slot)?.[1] ?? [];
      const after = [value, ...before.filter((other) => other !== value)].slice(0, mostValues);
      return [[slot, after], ...lists.filter(([name]) => name !== slot)];
    }, Object.entries(read()));
  try {
    localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(earlier.slice(0, mostSlots))));
  } catch {
    // Storage may be full or forbidden; then nothing is offered.
  }
}
