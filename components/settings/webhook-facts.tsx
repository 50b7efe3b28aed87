import { CirclePause, Radio } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Moment } from '@/components/review/moment';
import type { WebhookView } from '@/lib/webhooks/wire';
import { DeliveryState } from './delivery-state';

/** What a webhook is told, whether it is paused and why, and how it went last. */
export function WebhookFacts({ webhook }: { webhook: WebhookView }) {
  const t = useTranslations('webhooks');
  const {
    events,
    enabled,
    disabled_reason: reason,
    previous_secret_until: until,
    last_delivery: last,
  } = webhook;
  const Icon = enabled ? Radio : CirclePause;
  return (
    <div className="space-y-1 text-13 text-muted">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <span className="flex items-center gap-1.5">
          <Icon size={14} strokeWidth={1.5} aria-hidden className={enabled ? 'text-ready' : 'text-unsure'} />
          {t(enabled ? 'active' : reason === null ? 'paused' : 'pausedGone')}
        </span>
        {events.map((event) => (
          <span key={event} className="font-mono">
            {event}
          </span>
        ))}
      </p>
      {last && <DeliveryState delivery={last} />}
      {until !== null && (
        <p>
          {t('previousSecret')} <Moment at={until} />
        </p>
      )}
    </div>
  );
}
