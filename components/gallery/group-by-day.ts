/** Things of one calendar day, in the order they came. `daysAgo` is 0 for today. */
export type Day<Item> = { key: string; date: Date; daysAgo: number; items: Item[] };

const dayMs = 24 * 3_600_000;

function startOfDay(time: number): Date {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** Cuts a list, newest first, into calendar days of the reader's own time zone. */
export function groupByDay<Item>(
  items: readonly Item[],
  timeOf: (item: Item) => number,
  now: number,
): Day<Item>[] {
  const today = startOfDay(now);
  const days: Day<Item>[] = [];
  for (const item of items) {
    const date = startOfDay(timeOf(item));
    const last = days.at(-1);
    if (last && last.date.getTime() === date.getTime()) {
      last.items.push(item);
      continue;
    }
    // Rounded, because a day of a clock change has 23 or 25 hours.
    const daysAgo = Math.round((today.getTime() - date.getTime()) / dayMs);
    days.push({
      key: `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`,
      date,
      daysAgo,
      items: [item],
    });
  }
  return days;
}
