import type { Price } from '@/lib/jobs/price';

/** A price as it is typed. */
export type PriceFields = {
  currency: string;
  perSecond: string;
  perVideo: string;
  /** By size; one that is empty costs what the others do. */
  bySize: Record<string, string>;
};

const spell = (units: number | null | undefined) =>
  units === null || units === undefined ? '' : String(units);

/** A price as it would be typed, with a place for each size. */
export function toFields(price: Price | null, sizes: readonly string[]): PriceFields {
  const known = price?.per_second_by_size ?? {};
  const all = [...new Set([...sizes, ...Object.keys(known)])];
  return {
    currency: price?.currency ?? 'USD',
    perSecond: spell(price?.per_second),
    perVideo: spell(price?.per_video),
    bySize: Object.fromEntries(all.map((size) => [size, spell(known[size])])),
  };
}

/** An amount as it was typed, with a point or a comma; `null` where nothing was, `NaN` where it is none. */
export function readAmount(text: string): number | null {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  return /^\d{1,5}(\.\d{1,6})?$/.test(typed) ? Number(typed) : Number.NaN;
}

/** What was typed as a price, or the field that is not right. */
export function readPrice(
  fields: PriceFields,
): { price: Price } | { fault: 'currency' | 'amount' | 'empty' } {
  const currency = fields.currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return { fault: 'currency' };
  const [perSecond, perVideo] = [readAmount(fields.perSecond), readAmount(fields.perVideo)];
  const bySize = Object.entries(fields.bySize).flatMap(([size, text]) => {
    const amount = readAmount(text);
    return amount === null ? [] : [[size, amount] as const];
  });
  const amounts = [perSecond, perVideo, ...bySize.map(([, amount]) => amount)];
  if (amounts.some(Number.isNaN)) return { fault: 'amount' };
  if (amounts.every((amount) => amount === null)) return { fault: 'empty' };
  return {
    price: {
      currency,
      per_second: perSecond,
      per_video: perVideo,
      per_second_by_size: Object.fromEntries(bySize),
    },
  };
}
