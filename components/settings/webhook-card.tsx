import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { showToast } from '@/components/ui/toast';
import { changeWebhook, changeWebhookSecret, removeWebhook, testWebhook } from '@/lib/client/change-webhook';
import { messageOf } from '@/lib/client/message-of';
import { webhookKeys } from '@/lib/client/webhook-queries';
import type { WebhookDelivery, WebhookView } from '@/lib/webhooks/wire';
import { DeliveryState } from './delivery-state';
import { WebhookFacts } from './webhook-facts';
import { WebhookForm } from './webhook-form';
import { WebhookLog } from './webhook-log';

type WebhookCardProps = {
  webhook: WebhookView;
  /** Called with a new secret, which is shown once. */
  onSecret: (secret: string) => void;
  onRemoved: () => Promise<void>;
};

type Mode = 'view' | 'log' | 'edit' | 'secret' | 'remove';

/** A webhook: where it leads, how it went last, and what can be done with it. */
export function WebhookCard({ webhook, onSecret, onRemoved }: WebhookCardProps) {
  const t = useTranslations('webhooks');
  const queryClient = useQueryClient();
  const [mode, setMode] = useState<Mode>('view');
  const [busy, setBusy] = useState<'test' | 'pause' | 'secret' | 'remove' | null>(null);
  const [report, setReport] = useState<WebhookDelivery | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const actions = useRef<HTMLDivElement>(null);
  const lastMode = useRef(mode);
  const { id, url, enabled } = webhook;
  const isOpen = mode === 'view' || mode === 'log';

  // Back where it was opened from.
  useEffect(() => {
    if (mode === 'view' && lastMode.current !== 'view')
      actions.current?.querySelector<HTMLElement>(`[data-mode="${lastMode.current}"]`)?.focus();
    lastMode.current = mode;
  }, [mode]);

  const refresh = () =>
    Promise.all(
      [webhookKeys.list, webhookKeys.log(id)].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    );

  async function during(what: NonNullable<typeof busy>, work: () => Promise<void>) {
    setBusy(what);
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      setTrouble(messageOf(error));
    } finally {
      setBusy(null);
    }
  }

  const test = () =>
    during('test', async () => {
      setReport(null);
      setReport(await testWebhook(id));
      await refresh();
    });

  const pause = () =>
    during('pause', async () => {
      await changeWebhook(id, { enabled: !enabled });
      await refresh();
      void showToast(t(enabled ? 'pausedNow' : 'resumedNow'));
    });

  const renewSecret = () =>
    during('secret', async () => {
      const { secret } = await changeWebhookSecret(id);
      setMode('view');
      await refresh();
      onSecret(secret);
    });

  const remove = () =>
    during('remove', async () => {
      await removeWebhook(id);
      await onRemoved();
    });

  return (
    <li aria-labelledby={id} className="flex flex-col gap-3 p-4 sm:px-5">
      <div className="min-w-0 space-y-1">
        <h3 id={id} className="break-all font-mono text-14">
          {url}
        </h3>
        <WebhookFacts webhook={webhook} />
      </div>
      {isOpen && (
        <div ref={actions} className="flex flex-wrap gap-2">
          <Button disabled={busy !== null} aria-describedby={id} onClick={test}>
            {t(busy === 'test' ? 'testing' : 'test')}
          </Button>
          <Button
            data-mode="log"
            aria-expanded={mode === 'log'}
            aria-describedby={id}
            onClick={() => setMode(mode === 'log' ? 'view' : 'log')}
          >
            {t('log')}
          </Button>
          <Button disabled={busy !== null} aria-describedby={id} onClick={pause}>
            {t(enabled ? 'pause' : 'resume')}
          </Button>
          <Button data-mode="edit" aria-describedby={id} onClick={() => setMode('edit')}>
            {t('edit')}
          </Button>
          <Button look="bare" data-mode="secret" aria-describedby={id} onClick={() => setMode('secret')}>
            {t('newSecret')}
          </Button>
          <Button look="bare" data-mode="remove" aria-describedby={id} onClick={() => setMode('remove')}>
            {t('remove')}
          </Button>
        </div>
      )}
      {mode === 'edit' && (
        <WebhookForm
          webhook={webhook}
          save={(wish) => changeWebhook(id, wish)}
          onCancel={() => setMode('view')}
          onSaved={async () => {
            setMode('view');
            await refresh();
            void showToast(t('saved'));
          }}
        />
      )}
      {mode === 'secret' && (
        <InlineConfirm
          action={t('newSecret')}
          isBusy={busy === 'secret'}
          onCancel={() => setMode('view')}
          onConfirm={renewSecret}
        >
          {t('newSecretQuestion')}
        </InlineConfirm>
      )}
      {mode === 'remove' && (
        <InlineConfirm
          action={t('remove')}
          isBusy={busy === 'remove'}
          onCancel={() => setMode('view')}
          onConfirm={remove}
        >
          {t('removeQuestion')}
        </InlineConfirm>
      )}
      <div aria-live="polite" className="space-y-3 empty:-mt-3">
        {isOpen && report && <DeliveryState delivery={report} isReport />}
        {trouble && <p className="break-words text-13 text-failed">{trouble}</p>}
      </div>
      {mode === 'log' && <WebhookLog webhook={webhook} />}
    </li>
  );
}
