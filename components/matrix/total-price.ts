import type { Estimate } from '@/lib/jobs/price';

export type Total = {
  /** By currency, in millionths; none where nothing has a known price. */
  amounts: { micros: number; currency: string }[];
  free: number;
  unknown: number;
};

/** What several videos cost together, as far as that is known. */
export function totalPrice(estimates: readonly Estimate[]): Total {
  const amounts = new Map<string, number>();
  const total = { free: 0, unknown: 0 };
  for (const estimate of estimates) {
    if (estimate.kind === 'known')
      amounts.set(estimate.currency, (amounts.get(estimate.currency) ?? 0) + estimate.micros);
    else total[estimate.kind] += 1;
  }
  return { ...total, amounts: [...amounts].map(([currency, micros]) => ({ micros, currency })) };
}
