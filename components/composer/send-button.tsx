import { ArrowUp } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { type Estimate, formatPrice } from './estimate-price';

/** Why the draft cannot be sent as it is, or that the studio is still finding out. */
export type Missing = 'prompt' | 'model' | 'metadata' | 'loading' | null;

type SendButtonProps = { missing: Missing; estimate: Estimate | null; onSend: () => void };

/** Sends, and says what it costs; where it cannot, it says what is missing. */
export function SendButton({ missing, estimate, onSend }: SendButtonProps) {
  const t = useTranslations('composer');
  const language = useLocale();
  const words = {
    prompt: t('needsPrompt'),
    model: t('needsModel'),
    metadata: t('needsMetadata'),
    loading: '',
    ready: price(),
  };

  function price(): string {
    if (!estimate) return '';
    if (estimate.kind === 'known')
      return t('price', { price: formatPrice(estimate.amount, estimate.currency, language) });
    return estimate.kind === 'free' ? t('free') : t('priceUnknown');
  }

  return (
    <div className="flex shrink-0 items-center gap-3">
      {/* On a phone the empty field says by itself that words are wanted. */}
      <span id="send-state" className={`text-13 text-faint ${missing === 'model' ? '' : 'hidden sm:inline'}`}>
        {words[missing ?? 'ready']}
      </span>
      <Button
        look="primary"
        disabled={missing !== null}
        aria-describedby="send-state"
        title={missing === null ? t('sendHint') : words[missing]}
        onClick={onSend}
        className="pointer-coarse:max-sm:w-10 pointer-coarse:max-sm:px-0"
      >
        <ArrowUp size={16} strokeWidth={2} aria-hidden />
        <span className="pointer-coarse:max-sm:sr-only">{t('send')}</span>
      </Button>
    </div>
  );
}
