import { CircleCheck, CircleX, Clock } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Moment } from '@/components/review/moment';
import { useNow } from '@/components/studio/now';
import type { WebhookDelivery } from '@/lib/webhooks/wire';

const looks = {
  delivered: { Icon: CircleCheck, color: 'text-ready' },
  pending: { Icon: Clock, color: 'text-unsure' },
  failed: { Icon: CircleX, color: 'text-failed' },
} as const;

type DeliveryStateProps = {
  delivery: WebhookDelivery;
  /** Whether it is what came of a test just now. */
  isReport?: boolean;
};

/** A plain no needs no more words than its status. */
function isPlain({ answer }: WebhookDelivery): boolean {
  return answer !== null && (answer.status < 300 || answer.status >= 400);
}

/** How far an event has come: its state, what the receiver said, how often it was sent, and when it is sent next. */
export function DeliveryState({ delivery, isReport = false }: DeliveryStateProps) {
  const t = useTranslations('webhooks');
  const now = useNow();
  const { status, attempts, answer, trouble, attempted_at: at, next_attempt_at: nextAt } = delivery;
  const { Icon, color } = looks[status];
  return (
    <div className="min-w-0 space-y-1 text-13 text-muted tabular-nums">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex items-center gap-1.5 text-text">
          <Icon size={14} strokeWidth={1.5} aria-hidden className={color} />
          {t(isReport ? `report.${status}` : `status.${status}`)}
        </span>
        {answer && <span>HTTP {answer.status}</span>}
        {attempts > 1 && <span>{t('attempts', { count: attempts })}</span>}
        {at !== null && !isReport && <Moment at={at} />}
        {nextAt !== null && (
          <span>
            {t('next')} {nextAt * 1_000 > now ? <Moment at={nextAt} /> : t('now')}
          </span>
        )}
      </p>
      {trouble && !isPlain(delivery) && <p className="break-words">{trouble}</p>}
      {isReport && answer?.body && (
        <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-all rounded-control border border-line bg-page px-3 py-2 font-mono text-13">
          {answer.body}
        </pre>
      )}
    </div>
  );
}
