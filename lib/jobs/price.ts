/**
 * What videos cost, for the studio and the browser alike. Amounts are whole millionths of a currency's unit, so that sums
 * are exact; amounts of different currencies are never added.
 */

/** What a model costs, in whole units of a currency, as on the wire. */
export type Price = {
  currency: string;
  per_second: number | null;
  per_video: number | null;
  /** Takes the place of `per_second` for the sizes named. */
  per_second_by_size: Record<string, number>;
};

/** What a request is thought to cost: nothing, nobody knows, or so many millionths. */
export type Estimate =
  | { kind: 'free' }
  | { kind: 'unknown' }
  | { kind: 'known'; micros: number; currency: string };

/** What may be spent in a day, as on the wire; whatever is `null` is not limited. */
export type DailyLimit = {
  amount: number | null;
  currency: string | null;
  /** How many paid requests. */
  videos: number | null;
  /** Whether what has no known price in the limit's currency is let pass, and then counts as nothing, or stopped. */
  unpriced: 'pass' | 'stop';
};

/** What was spent in a day, or may have been. */
export type Spent = { micros: number; videos: number };

const microsPerUnit = 1_000_000;
const millisPerSecond = 1_000;
/** More than any video costs; beyond it a price is a slip of somebody's pen, and sums would not be exact any more. */
const mostMicros = 1_000_000 * microsPerUnit;

/** Whole units as millionths. */
export function toMicros(units: number): number {
  return Math.round(units * microsPerUnit);
}

/** Millionths as whole units; the inverse of {@link toMicros}. */
export function toUnits(micros: number): number {
  return micros / microsPerUnit;
}

/** What of a price holds for a size, in millionths. */
export function ratesOf(
  price: Price,
  size: string | null,
): { perSecond: number | null; perVideo: number | null } {
  const { per_second: general, per_video: perVideo, per_second_by_size: bySize } = price;
  const perSecond = (size !== null && Object.hasOwn(bySize, size) ? bySize[size] : null) ?? general;
  return {
    perSecond: perSecond === null ? null : toMicros(perSecond),
    perVideo: perVideo === null ? null : toMicros(perVideo),
  };
}

/** What a request is thought to cost, all its takes together. */
export function estimatePrice(
  { price, isFree }: { price: Price | null; isFree: boolean },
  { size, seconds, takes }: { size: string | null; seconds: number | null; takes: number },
): Estimate {
  if (isFree) return { kind: 'free' };
  if (!price) return { kind: 'unknown' };
  const { perSecond, perVideo } = ratesOf(price, size);
  // A price by the second says nothing while the length is the provider's to choose.
  if ((perSecond !== null && seconds === null) || (perSecond === null && perVideo === null))
    return { kind: 'unknown' };
  const milliseconds = Math.round((seconds ?? 0) * millisPerSecond);
  const each = Math.round(((perSecond ?? 0) * milliseconds) / millisPerSecond) + (perVideo ?? 0);
  const micros = each * takes;
  return micros <= mostMicros ? { kind: 'known', micros, currency: price.currency } : { kind: 'unknown' };
}

/** Why a daily limit stops a request; `null` where it does not. */
export type LimitReason = 'amount' | 'videos' | 'unpriced' | null;

/** Whether a request may still be sent on a day on which so much was spent, of the limit's currency. */
export function whyStopped(
  limit: DailyLimit,
  spent: Spent,
  { estimate, takes }: { estimate: Estimate; takes: number },
): LimitReason {
  if (estimate.kind === 'free') return null;
  if (limit.videos !== null && spent.videos + takes > limit.videos) return 'videos';
  if (limit.amount === null) return null;
  if (estimate.kind === 'unknown' || estimate.currency !== limit.currency)
    return limit.unpriced === 'stop' ? 'unpriced' : null;
  return spent.micros + estimate.micros > toMicros(limit.amount) ? 'amount' : null;
}

/** `0.40 USD`, in the manner of a language: two decimals at least, and as many as a small price needs. */
export function formatPrice(micros: number, currency: string, language: string): string {
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  return `${number.format(toUnits(micros))} ${currency}`;
}
