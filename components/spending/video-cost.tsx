import { useLocale, useTranslations } from 'use-intl';
import { formatPrice, toMicros } from '@/lib/jobs/price';
import type { Video } from '@/lib/jobs/wire';

type VideoCostProps = { cost: NonNullable<Video['firstframe']['cost']> };

/** What a video has cost, how well that is known, and whether it was charged at all. */
export function VideoCost({ cost: { amount, currency, is_estimated: isEstimated, state } }: VideoCostProps) {
  const t = useTranslations('spending');
  const language = useLocale();
  if (state === 'not_charged') return t('cost.notCharged');
  const isUnsure = state === 'unsure';
  if (amount === null || currency === null) return t(isUnsure ? 'cost.unknownUnsure' : 'cost.unknown');
  const price = formatPrice(toMicros(amount), currency, language);
  if (!isEstimated) return t(isUnsure ? 'cost.toldUnsure' : 'cost.told', { price });
  return t(isUnsure ? 'cost.estimatedUnsure' : 'cost.estimated', { price });
}
