import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { chargeOfRefusal } from '@/components/studio/charge';
import { ResumeButton } from '@/components/studio/resume-button';
import { ButtonLink } from '@/components/ui/button-link';
import { isErrorCode } from '@/lib/errors';
import { Note } from './note';
import type { Refusal } from './use-send';

/** After these the studio sends the provider nothing until a person has seen to it. */
const holdsOff = new Set(['provider_auth', 'provider_credit']);

type RefusalNoteProps = { refusal: Refusal; onDismiss: () => void };

/** Why the last send came back, what it cost, and what to do. */
export function RefusalNote({ refusal: { error, provider }, onDismiss }: RefusalNoteProps) {
  const t = useTranslations();
  const { body, message } = error;
  const code = isErrorCode(error.code) || error.code === 'unreachable' ? error.code : 'internal';
  return (
    <Note icon={TriangleAlert} tone="text-failed">
      <span className="text-failed">{t(`errors.${code}`)}</span>{' '}
      {code !== 'unreachable' && (body ? `“${message}”` : message)} {t(`charged.${chargeOfRefusal(code)}`)}{' '}
      {t(`advice.${code}`)}
      {holdsOff.has(code) && (
        <div className="my-2 flex flex-wrap gap-2">
          <ButtonLink href="/providers">{t('review.openProviders')}</ButtonLink>
          <ResumeButton provider={provider} onResumed={onDismiss} />
        </div>
      )}
      {code === 'daily_limit' && (
        <div className="my-2">
          <ButtonLink href="/spending">{t('spending.changeLimit')}</ButtonLink>
        </div>
      )}
      {body && (
        <details>
          <summary className="w-fit cursor-pointer">{t('review.rawBody')}</summary>
          <pre className="mt-1 max-h-40 overflow-auto whitespace-pre-wrap break-all rounded-control bg-raised p-2 font-mono">
            {body}
          </pre>
        </details>
      )}
    </Note>
  );
}
