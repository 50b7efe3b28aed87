import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FormField, inputLook } from '@/components/ui/form-field';
import { ApiError } from '@/lib/client/api';
import type { WebhookWish } from '@/lib/client/change-webhook';
import { type VideoEvent, videoEvents, type WebhookView } from '@/lib/webhooks/wire';
import { eventWords } from './event-words';

type WebhookFormProps<Saved> = {
  /** The one that is changed, or `null` for a new one. */
  webhook: WebhookView | null;
  save: (wish: WebhookWish) => Promise<Saved>;
  onCancel: () => void;
  onSaved: (saved: Saved) => Promise<void>;
};

/** Where events go, and which. */
export function WebhookForm<Saved>({ webhook, save, onCancel, onSaved }: WebhookFormProps<Saved>) {
  const t = useTranslations('webhooks');
  const input = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<readonly VideoEvent[]>(webhook?.events ?? videoEvents);
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ param: string | null; text: string } | null>(null);
  const errorAt = (param: string) => (trouble?.param === param ? trouble.text : null);

  useEffect(() => input.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (url.trim() === '') {
      setTrouble({ param: 'url', text: t('urlMissing') });
      input.current?.focus();
      return;
    }
    setIsBusy(true);
    setTrouble(null);
    try {
      await onSaved(await save({ url: url.trim(), events: [...events] }));
    } catch (error) {
      const param = error instanceof ApiError ? (error.param?.split('[')[0] ?? null) : null;
      setTrouble({ param, text: error instanceof Error ? error.message : String(error) });
      setIsBusy(false);
      if (param === 'url') input.current?.focus();
    }
  }

  const toggle = (event: VideoEvent) =>
    setEvents((chosen) => videoEvents.filter((other) => chosen.includes(other) !== (other === event)));

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormField label={t('url')} hint={t('urlHint')} error={errorAt('url')}>
        {(ids) => (
          <input
            {...ids}
            ref={input}
            type="url"
            inputMode="url"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={2_000}
            className={`${inputLook} h-9 font-mono pointer-coarse:h-10`}
          />
        )}
      </FormField>
      <fieldset className="space-y-1">
        <legend className="mb-1.5 font-medium text-13">{t('events')}</legend>
        {videoEvents.map((event) => (
          <label
            key={event}
            className="flex min-h-8 cursor-pointer items-start gap-2 py-1 text-14 pointer-coarse:min-h-10"
          >
            <input
              type="checkbox"
              checked={events.includes(event)}
              onChange={() => toggle(event)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              {t(eventWords[event])} <span className="font-mono text-13 text-muted">{event}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {trouble && errorAt('url') === null && (
        <p role="alert" className="break-words text-13 text-failed">
          {trouble.text}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button look="bare" disabled={isBusy} onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy || events.length === 0}>
          {t(isBusy ? 'saving' : webhook ? 'save' : 'addThis')}
        </Button>
      </div>
    </form>
  );
}
