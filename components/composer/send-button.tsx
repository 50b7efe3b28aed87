import { ArrowUp, ListChecks } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { PriceButton } from '@/components/spending/price-button';
import { Button } from '@/components/ui/button';
import type { Estimate } from '@/lib/jobs/price';

/** Why the draft cannot be sent as it is, or that the studio is still finding out. */
export type Missing = 'prompt' | 'model' | 'metadata' | 'blocked' | 'limit' | 'loading' | null;

type SendButtonProps = {
  missing: Missing;
  estimate: Estimate | null;
  /** How many prompts the words stand for; more than one are looked at before they are sent. */
  prompts: number;
  onSend: () => void;
};

/** Sends, and says what it costs; where it cannot, it says what is missing. */
export function SendButton({ missing, estimate, prompts, onSend }: SendButtonProps) {
  const t = useTranslations('composer');
  const blocked = useTranslations('refusal');
  const matrix = useTranslations('matrix');
  const isMany = prompts > 1;
  const words = {
    prompt: t('needsPrompt'),
    model: t('needsModel'),
    metadata: t('needsMetadata'),
    limit: t('needsLimit'),
    blocked: blocked('blocked'),
    loading: '',
    ready: isMany ? matrix('reviewHint') : t('sendHint'),
  }[missing ?? 'ready'];
  const isComplete = missing === null || missing === 'limit';

  return (
    <div className="flex shrink-0 items-center gap-2">
      {isComplete && estimate ? (
        <PriceButton id="send-state" estimate={estimate} />
      ) : (
        // On a phone the empty field says by itself that words are wanted.
        <span
          id="send-state"
          className={`mr-1 text-13 text-faint ${missing === 'model' || missing === 'blocked' ? '' : 'hidden sm:inline'}`}
        >
          {words}
        </span>
      )}
      <Button
        look="primary"
        disabled={missing !== null}
        aria-describedby="send-state"
        title={words}
        onClick={onSend}
        className="pointer-coarse:max-sm:w-10 pointer-coarse:max-sm:px-0"
      >
        {isMany ? (
          <ListChecks size={16} strokeWidth={2} aria-hidden />
        ) : (
          <ArrowUp size={16} strokeWidth={2} aria-hidden />
        )}
        <span className="pointer-coarse:max-sm:sr-only">
          {isMany ? matrix('review', { count: Math.min(prompts, 1_000_000) }) : t('send')}
        </span>
      </Button>
    </div>
  );
}
