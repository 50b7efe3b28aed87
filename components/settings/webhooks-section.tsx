import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast';
import { addWebhook } from '@/lib/client/change-webhook';
import { webhookKeys, webhooksOptions } from '@/lib/client/webhook-queries';
import { ShownOnce } from './shown-once';
import { WebhookCard } from './webhook-card';
import { WebhookForm } from './webhook-form';

/** Who is told when a video ends: the webhooks, and a form to add one. */
export function WebhooksSection() {
  const t = useTranslations('webhooks');
  const queryClient = useQueryClient();
  const { data: webhooks, isError, refetch } = useQuery(webhooksOptions());
  const heading = useRef<HTMLHeadingElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const [isAdding, setIsAdding] = useState(false);
  const [secret, setSecret] = useState<{ id: string; text: string } | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: webhookKeys.list });

  return (
    <section aria-labelledby="webhooks" className="space-y-3">
      <h2 id="webhooks" ref={heading} tabIndex={-1} className="font-medium text-13 text-muted">
        {t('title')}
      </h2>
      <p className="text-13 text-muted">{t('text')}</p>
      {isError && (
        <div className="flex items-center justify-between gap-4 text-13">
          <p role="alert" className="text-failed">
            {t('failed')}
          </p>
          <Button onClick={() => refetch()}>{t('retry')}</Button>
        </div>
      )}
      {secret && (
        <ShownOnce
          key={secret.text}
          secret={secret.text}
          copyLabel={t('copySecret')}
          closeLabel={t('secretKept')}
          onClose={() => {
            setSecret(null);
            heading.current?.focus();
          }}
        >
          {t('secretMade')}
        </ShownOnce>
      )}
      {webhooks && webhooks.data.length > 0 && (
        <ul className="divide-y divide-line rounded-tile border border-line bg-panel">
          {webhooks.data.map((webhook) => (
            <WebhookCard
              key={webhook.id}
              webhook={webhook}
              onSecret={(text) => setSecret({ id: webhook.id, text })}
              onRemoved={async () => {
                if (secret?.id === webhook.id) setSecret(null);
                await refresh();
                heading.current?.focus();
                void showToast(t('removed'));
              }}
            />
          ))}
        </ul>
      )}
      {isAdding ? (
        <div className="rounded-tile border border-line bg-panel p-4 sm:p-5">
          <WebhookForm
            webhook={null}
            save={addWebhook}
            onCancel={() => {
              setIsAdding(false);
              requestAnimationFrame(() => addButton.current?.focus());
            }}
            onSaved={async (added) => {
              setIsAdding(false);
              setSecret({ id: added.id, text: added.secret });
              await refresh();
            }}
          />
        </div>
      ) : (
        webhooks && (
          <Button ref={addButton} onClick={() => setIsAdding(true)}>
            <Plus size={16} strokeWidth={1.5} aria-hidden />
            {t('add')}
          </Button>
        )
      )}
    </section>
  );
}
