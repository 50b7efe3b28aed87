/** A month that has videos: its first day of all that have, from the newest, and how many videos. */
export type Month = { month: string; newest: string; count: number };

/** The months of some days (`2026-11-21`, newest first), by their years. */
export function monthsOf(
  days: readonly { date: string; count: number }[],
): { year: string; months: Month[] }[] {
  const years: { year: string; months: Month[] }[] = [];
  for (const { date, count } of days) {
    const [year, month] = [date.slice(0, 4), date.slice(0, 7)];
    const last = years.at(-1);
    const months = last?.year === year ? last.months : [];
    if (last?.year !== year) years.push({ year, months });
    const before = months.at(-1);
    if (before?.month === month) before.count += count;
    else months.push({ month, newest: date, count });
  }
  return years;
}
