import type { Model } from '@/lib/providers/wire';

export type Estimate =
  | { kind: 'free' }
  | { kind: 'unknown' }
  | { kind: 'known'; amount: number; currency: string };

/** What one create is thought to cost, in whole units of the currency, all its takes together. */
export function estimatePrice(
  model: Model,
  { size, seconds, takes }: { size: string | null; seconds: number | null; takes: number },
): Estimate {
  const { price, provider } = model.firstframe;
  if (provider.is_demo) return { kind: 'free' };
  if (!price) return { kind: 'unknown' };
  const bySize =
    size !== null && Object.hasOwn(price.per_second_by_size, size) ? price.per_second_by_size[size] : null;
  const perSecond = bySize ?? price.per_second;
  // A price by the second says nothing while the length is the provider's to choose.
  if (perSecond !== null && seconds === null) return { kind: 'unknown' };
  if (perSecond === null && price.per_video === null) return { kind: 'unknown' };
  const each = (perSecond ?? 0) * (seconds ?? 0) + (price.per_video ?? 0);
  return { kind: 'known', amount: each * takes, currency: price.currency };
}

/** `0.40 USD`, in the manner of a language: two decimals at least, and as many as a small price needs. */
export function formatPrice(amount: number, currency: string, language: string): string {
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  // Whole seconds times a price leave binary dust far below what is shown.
  return `${number.format(Number(amount.toFixed(6)))} ${currency}`;
}
