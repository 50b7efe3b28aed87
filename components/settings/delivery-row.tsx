import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { PageLink } from '@/components/ui/page-link';
import { showToast } from '@/components/ui/toast';
import { sendDeliveryAgain } from '@/lib/client/change-webhook';
import { messageOf } from '@/lib/client/message-of';
import type { WebhookDelivery } from '@/lib/webhooks/wire';
import { DeliveryState } from './delivery-state';
import { eventWords } from './event-words';

type DeliveryRowProps = {
  delivery: WebhookDelivery;
  /** A paused webhook sends nothing. */
  canSend: boolean;
  onSent: () => Promise<void>;
};

const textLook = 'overflow-auto whitespace-pre-wrap break-all font-mono text-13';

/** One event in the log: what it says, how far it has come, and the way to send it again. */
export function DeliveryRow({ delivery, canSend, onSent }: DeliveryRowProps) {
  const t = useTranslations('webhooks');
  const [isBusy, setIsBusy] = useState(false);
  const { id, webhook_id: webhookId, event, video_id: videoId, answer, payload } = delivery;

  async function sendAgain() {
    setIsBusy(true);
    try {
      await sendDeliveryAgain(webhookId, id);
      await onSent();
    } catch (error) {
      void showToast(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <li aria-labelledby={id} className="space-y-2 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56 space-y-1">
          <p className="text-13">
            <span id={id}>{t(eventWords[event])}</span>
            {videoId !== null && (
              <>
                {' · '}
                <PageLink
                  href={`/videos/${encodeURIComponent(videoId)}`}
                  className="underline decoration-line-strong underline-offset-2 hover:decoration-text"
                >
                  {t('openVideo')}
                </PageLink>
              </>
            )}
          </p>
          <DeliveryState delivery={delivery} />
        </div>
        {canSend && (
          <Button aria-describedby={id} disabled={isBusy} onClick={sendAgain}>
            {t('again')}
          </Button>
        )}
      </div>
      <details className="text-13">
        <summary className="w-fit cursor-pointer text-muted">{t('details')}</summary>
        <dl className="[&_dt]:mt-2 [&_dt]:text-muted">
          <dt>webhook-id</dt>
          <dd className={textLook}>{id}</dd>
          <dt>{t('payload')}</dt>
          <dd className={textLook}>{payload}</dd>
          {answer && (
            <>
              <dt>{t('answer')}</dt>
              <dd className={`${textLook} max-h-40`}>{answer.body || t('noBody')}</dd>
            </>
          )}
        </dl>
      </details>
    </li>
  );
}
