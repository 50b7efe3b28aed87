import { useQuery } from '@tanstack/react-query';
import type { Settings } from '@/components/studio/draft';
import { limitOptions } from '@/lib/client/money-queries';
import { maximumBatch } from '@/lib/jobs/job';
import { type Estimate, estimatePrice, type LimitReason, toMicros, whyStopped } from '@/lib/jobs/price';
import type { DailyLimitView } from '@/lib/jobs/spending-wire';
import type { Model } from '@/lib/providers/wire';
import { settingsToCreate } from './to-create';

/** Why the draft cannot be sent today. */
export type Stopped = { reason: NonNullable<LimitReason>; view: DailyLimitView; estimate: Estimate };

/** What several prompts cost; nobody can send more of them than a batch may hold. */
export function timesPrompts(estimate: Estimate, prompts: number): Estimate | null {
  if (prompts > maximumBatch) return null;
  return estimate.kind === 'known' ? { ...estimate, micros: estimate.micros * prompts } : estimate;
}

/** What the draft is thought to cost, and whether the daily limit leaves room for that. */
export function useEstimate(model: Model | null, settings: Settings) {
  const { data: view, refetch } = useQuery(limitOptions());
  const create = model && settingsToCreate(model, settings);
  const { price = null, provider } = model?.firstframe ?? {};
  const estimate = create && estimatePrice({ price, isFree: provider?.is_demo ?? false }, create);

  function findReason(): LimitReason {
    if (!view?.limit || !create || !estimate) return null;
    const spent = { micros: toMicros(view.spent.amount), videos: view.spent.videos };
    return whyStopped(view.limit, spent, { estimate, takes: create.takes });
  }

  const reason = findReason();
  const stopped: Stopped | null = reason && view && estimate ? { reason, view, estimate } : null;
  return { estimate, stopped, lookAgain: () => view?.limit && refetch() };
}
