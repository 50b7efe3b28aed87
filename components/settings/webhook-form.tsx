import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ChoiceRow } from '@/components/ui/choice-row';
import { CodeField } from '@/components/ui/code-field';
import { Trouble } from '@/components/ui/trouble';
import { useAttempt } from '@/components/ui/use-attempt';
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
  const { isBusy, refusal, attempt, refuse, errorAt, errorBeside } = useAttempt();

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (refusal?.param === 'url') input.current?.focus();
  }, [refusal]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (url.trim() === '') {
      refuse(t('urlMissing'), 'url');
      return;
    }
    void attempt(async () => onSaved(await save({ url: url.trim(), events: [...events] })));
  }

  const toggle = (event: VideoEvent) =>
    setEvents((chosen) => videoEvents.filter((other) => chosen.includes(other) !== (other === event)));

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <CodeField
        label={t('url')}
        hint={t('urlHint')}
        error={errorAt('url')}
        ref={input}
        type="url"
        inputMode="url"
        value={url}
        onChange={setUrl}
        maxLength={2_000}
      />
      <fieldset className="space-y-1">
        <legend className="mb-1.5 font-medium text-13">{t('events')}</legend>
        {videoEvents.map((event) => (
          <ChoiceRow
            key={event}
            isLong
            type="checkbox"
            checked={events.includes(event)}
            onChange={() => toggle(event)}
          >
            <span>
              {t(eventWords[event])} <span className="font-mono text-13 text-muted">{event}</span>
            </span>
          </ChoiceRow>
        ))}
      </fieldset>
      <Trouble>{errorBeside('url')}</Trouble>
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
