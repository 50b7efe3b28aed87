import { useLocale, useTranslations } from 'use-intl';
import { openDialog } from '@/components/studio/dialogs';
import { type Estimate, formatPrice } from '@/lib/jobs/price';

/** What a send is thought to cost, beside its button; pressed, how that is made up. */
export function PriceButton({ id, estimate }: { id: string; estimate: Estimate }) {
  const t = useTranslations('composer');
  const language = useLocale();

  function words(): string {
    if (estimate.kind === 'known')
      return t('price', { price: formatPrice(estimate.micros, estimate.currency, language) });
    return estimate.kind === 'free' ? t('free') : t('priceUnknown');
  }

  return (
    <button
      id={id}
      type="button"
      aria-haspopup="dialog"
      title={t('priceHint')}
      onClick={() => openDialog({ name: 'price' })}
      className={`h-8 rounded-control px-2 text-13 tabular-nums underline decoration-line-strong decoration-dotted underline-offset-4 transition-colors duration-150 ease-settle hover:bg-raised hover:text-text pointer-coarse:h-10 ${estimate.kind === 'unknown' ? 'text-unsure' : 'text-muted'}`}
    >
      {words()}
    </button>
  );
}
