import { useRouter } from 'next/navigation';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { CodeField } from '@/components/ui/code-field';
import { FormField, inputLook } from '@/components/ui/form-field';
import { showToast } from '@/components/ui/toast';
import { useAttempt } from '@/components/ui/use-attempt';
import { adoptVideo } from '@/lib/client/change-video';
import type { ProviderView } from '@/lib/providers/wire';

type AdoptFormProps = { provider: ProviderView; onCancel: () => void; onAdopted: () => void };

/** Takes over a video that was made elsewhere, by the id that its provider gave it. */
export function AdoptForm({ provider, onCancel, onAdopted }: AdoptFormProps) {
  const t = useTranslations('providers');
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [id, setId] = useState('');
  const [prompt, setPrompt] = useState('');
  const { isBusy, refusal, attempt, refuse } = useAttempt();

  useEffect(() => input.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const upstreamId = id.trim();
    if (upstreamId === '') {
      refuse(t('adopt.missing'));
      input.current?.focus();
      return;
    }
    void attempt(async () => {
      const wish = { provider: provider.id, upstream_id: upstreamId };
      const video = await adoptVideo(prompt.trim() === '' ? wish : { ...wish, prompt: prompt.trim() });
      onAdopted();
      void showToast(t('adopt.done'), {
        label: t('adopt.see'),
        onClick: () => router.push(`/videos/${encodeURIComponent(video.id)}`),
      });
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && id === '' && prompt === '') onCancel();
  }

  return (
    <form
      onSubmit={submit}
      onKeyDown={onKeyDown}
      className="space-y-4 rounded-tile border border-line-strong bg-raised px-4 py-3"
    >
      <p className="text-13">{t('adopt.text')}</p>
      <CodeField
        label={t('adopt.id')}
        error={refusal?.text ?? null}
        ref={input}
        value={id}
        onChange={setId}
        maxLength={1_024}
      />
      <FormField label={t('adopt.prompt')} note={t('optional')} hint={t('adopt.promptHint')} error={null}>
        {(ids) => (
          <textarea
            {...ids}
            value={prompt}
            onChange={(event) => setPrompt(event.target.value)}
            rows={2}
            maxLength={32_000}
            className={`${inputLook} field-sizing-content max-h-40 resize-none py-2`}
          />
        )}
      </FormField>
      <div className="flex justify-end gap-2">
        <Button look="bare" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t(isBusy ? 'adopt.busy' : 'adopt.action')}
        </Button>
      </div>
    </form>
  );
}
