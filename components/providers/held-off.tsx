import { Pause } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { ResumeButton } from '@/components/studio/resume-button';
import { isErrorCode } from '@/lib/errors';
import type { ProviderView } from '@/lib/providers/wire';

type HeldOffProps = { provider: ProviderView; circuit: NonNullable<ProviderView['circuit']> };

/** Why nothing is sent to a provider, in our words and in its own, and the way on. */
export function HeldOff({ provider, circuit }: HeldOffProps) {
  const t = useTranslations('held');
  const errors = useTranslations('errors');
  const format = useFormatter();
  const { code, message, opened_at: openedAt } = circuit;
  const when = format.dateTime(openedAt * 1_000, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-tile border border-unsure bg-raised px-4 py-3 text-13">
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <Pause size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-unsure" />
        <div className="min-w-0 space-y-1">
          <p>
            {isErrorCode(code) ? errors(code) : ''} {t('since', { when })}
          </p>
          <p className="break-words text-muted">“{message}”</p>
          <p className="text-muted">{t('go')}</p>
        </div>
      </div>
      <ResumeButton provider={provider} />
    </div>
  );
}
