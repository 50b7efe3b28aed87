import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Trouble } from '@/components/ui/trouble';
import { webhookKeys, webhookLogOptions } from '@/lib/client/webhook-queries';
import type { WebhookView } from '@/lib/webhooks/wire';
import { DeliveryRow } from './delivery-row';

/** What a webhook was told and is still to be told, the newest first. */
export function WebhookLog({ webhook }: { webhook: WebhookView }) {
  const t = useTranslations('webhooks');
  const queryClient = useQueryClient();
  const log = useInfiniteQuery(webhookLogOptions(webhook.id));
  const rows = log.data?.pages.flatMap((page) => page.data) ?? [];

  async function refresh() {
    await queryClient.invalidateQueries({ queryKey: webhookKeys.log(webhook.id) });
  }

  return (
    <div className="space-y-3">
      {log.isError && <Trouble>{t('logFailed')}</Trouble>}
      {log.data && rows.length === 0 && <p className="text-13 text-muted">{t('logEmpty')}</p>}
      {rows.length > 0 && (
        <ul
          aria-label={t('log')}
          className="divide-y divide-line rounded-control border border-line bg-page px-3 sm:px-4"
        >
          {rows.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} canSend={webhook.enabled} onSent={refresh} />
          ))}
        </ul>
      )}
      {log.hasNextPage && (
        <Button disabled={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
          {t('logMore')}
        </Button>
      )}
    </div>
  );
}
