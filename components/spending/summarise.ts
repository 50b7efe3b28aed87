import { toMicros } from '@/lib/jobs/price';
import type { SpendingEntry } from '@/lib/jobs/spending-wire';

/** What was spent in one currency, in millionths; `unsure` is what may have been charged besides. */
export type Money = { currency: string; micros: number; unsureMicros: number };

/** Sums that are never made over currencies, and counts, which are. */
export type Totals = {
  /** The largest first. */
  money: Money[];
  videos: number;
  unsureVideos: number;
  /** Of both: those of which nobody knows the price. */
  unpriced: number;
};

/** The sums of some entries. */
export function totalsOf(entries: readonly SpendingEntry[]): Totals {
  const money = new Map<string, Money>();
  const totals: Totals = { money: [], videos: 0, unsureVideos: 0, unpriced: 0 };
  for (const {
    currency,
    amount,
    videos,
    unsure_amount: unsureAmount,
    unsure_videos: unsureVideos,
  } of entries) {
    totals.videos += videos;
    totals.unsureVideos += unsureVideos;
    if (currency === null) {
      totals.unpriced += videos + unsureVideos;
      continue;
    }
    const sum = money.get(currency) ?? { currency, micros: 0, unsureMicros: 0 };
    sum.micros += toMicros(amount);
    sum.unsureMicros += toMicros(unsureAmount);
    money.set(currency, sum);
  }
  const whole = (sum: Money) => sum.micros + sum.unsureMicros;
  totals.money = [...money.values()].sort((one, other) => whole(other) - whole(one));
  return totals;
}

/** Each day from one to another with its sums, also where nothing was spent. */
export function totalsByDay(
  entries: readonly SpendingEntry[],
  from: string,
  to: string,
): { day: string; totals: Totals }[] {
  const byDay = Map.groupBy(entries, ({ day }) => day);
  const days: { day: string; totals: Totals }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    days.push({ day, totals: totalsOf(byDay.get(day) ?? []) });
  return days;
}

/** Each provider's each model with its sums, those with the most videos first. */
export function totalsByModel(entries: readonly SpendingEntry[]) {
  const groups = Map.groupBy(entries, ({ provider, model }) => `${provider?.id}\n${model}`);
  const rows = [...groups].map(([key, group]) => ({
    key,
    provider: group[0]?.provider?.label ?? '',
    model: group[0]?.model ?? '',
    totals: totalsOf(group),
  }));
  const count = ({ totals }: { totals: Totals }) => totals.videos + totals.unsureVideos;
  return rows.sort((one, other) => count(other) - count(one));
}

/** A day so many days later. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** What can be looked at. */
export const periods = ['month', '7', '30'] as const;
export type Period = (typeof periods)[number];

/** The first day and the last of a period that ends today. */
export function daysOf(period: Period, today: string): { from: string; to: string } {
  const from = period === 'month' ? `${today.slice(0, 8)}01` : addDays(today, 1 - Number(period));
  return { from, to: today };
}

/** The day that clocks in a zone show. */
export function dayIn(zone: string, now: number): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}
