import { ArrowUp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import type { Model } from '@/lib/jobs/wire';

type SendButtonProps = { model: Model | null; isReady: boolean; onSend: () => void };

/** Sends, and says what it costs; where it cannot, it says what is missing. */
export function SendButton({ model, isReady, onSend }: SendButtonProps) {
  const t = useTranslations('composer');
  const missing = model ? t('needsPrompt') : t('needsModel');
  return (
    <div className="flex shrink-0 items-center gap-3">
      <span id="send-state" className="hidden text-13 text-faint sm:inline">
        {isReady ? (model?.firstframe.provider.is_demo ? t('free') : '') : missing}
      </span>
      <Button
        look="primary"
        disabled={!isReady}
        aria-describedby="send-state"
        title={isReady ? t('sendHint') : missing}
        onClick={onSend}
      >
        <ArrowUp size={16} strokeWidth={2} aria-hidden />
        {t('send')}
      </Button>
    </div>
  );
}
