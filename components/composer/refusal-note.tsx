import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { chargeOfRefusal } from '@/components/studio/charge';
import { openDialog } from '@/components/studio/dialogs';
import { ResumeButton } from '@/components/studio/resume-button';
import { ButtonLink } from '@/components/ui/button-link';
import { isErrorCode } from '@/lib/errors';
import { Note } from './note';
import { type Refusal, useFaultyField } from './refusal';

/** After these the studio sends the provider nothing until a person has seen to it. */
const holdsOff = new Set(['provider_auth', 'provider_credit']);

type RefusalNoteProps = { refusal: Refusal; onDismiss: () => void };

/** Why the last send came back, what it cost, and what to do. What is wrong with a field is said at that field. */
export function RefusalNote({ refusal, onDismiss }: RefusalNoteProps) {
  const t = useTranslations();
  const faulty = useFaultyField();
  const { error, provider, videoId } = refusal;
  const { body, message } = error;
  const code = isErrorCode(error.code) || error.code === 'unreachable' ? error.code : 'internal';
  const isAtField = faulty !== null && code !== 'unreachable';
  const isSent = body !== null;
  return (
    <Note icon={TriangleAlert} tone="text-failed">
      <span className="text-failed">{t(`errors.${code}`)}</span>{' '}
      {!isAtField && code !== 'unreachable' && (body ? `“${message}”` : message)}{' '}
      {videoId === null && t(`charged.${chargeOfRefusal(code)}`)} {!isAtField && t(`advice.${code}`)}
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
      {(isSent || videoId !== null) && (
        <div>
          <button
            type="button"
            className="underline underline-offset-4 hover:text-text"
            onClick={() => openDialog({ name: 'request', of: videoId === null ? 'refused' : { videoId } })}
          >
            {t('request.showSent')}
          </button>
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
