import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { showToast } from '@/components/ui/toast';
import { Trouble } from '@/components/ui/trouble';
import { removeImprover } from '@/lib/client/change-prompts';
import { messageOf } from '@/lib/client/message-of';
import { improverOptions, promptKeys } from '@/lib/client/prompt-queries';
import type { PromptImprover } from '@/lib/prompts/wire';
import { ImproverForm } from './improver-form';

/** What improves prompts: an optional chat endpoint. */
export function ImproverSection() {
  const t = useTranslations('prompts.improver');
  const client = useQueryClient();
  const { data: improver, isError } = useQuery(improverOptions());
  const heading = useRef<HTMLHeadingElement>(null);
  const [mode, setMode] = useState<'view' | 'edit' | 'remove'>('view');
  const [isBusy, setIsBusy] = useState(false);

  function close() {
    setMode('view');
    heading.current?.focus();
  }

  function take(saved: PromptImprover, words: string) {
    client.setQueryData(promptKeys.improver, saved);
    close();
    void showToast(words);
  }

  async function remove() {
    setIsBusy(true);
    try {
      take(await removeImprover(), t('removed'));
    } catch (error) {
      void showToast(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <section aria-labelledby="improver" className="space-y-3">
      <h2 id="improver" ref={heading} tabIndex={-1} className="font-medium text-13 text-muted">
        {t('title')}
      </h2>
      <p className="text-13 text-muted">{t('text')}</p>
      {isError && <Trouble>{t('failed')}</Trouble>}
      {improver?.is_set_up && mode !== 'edit' && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-tile border border-line bg-panel p-4 text-13 sm:px-5 [&_dt]:text-muted">
          <dt>{t('baseUrl')}</dt>
          <dd className="break-all font-mono">{improver.base_url}</dd>
          <dt>{t('model')}</dt>
          <dd className="break-all font-mono">{improver.model}</dd>
          <dt>{t('key')}</dt>
          <dd>
            {improver.key === null
              ? t('keyNone')
              : improver.key.is_readable
                ? t('keyEnds', { lastFour: improver.key.last_four })
                : t('keyLost')}
          </dd>
        </dl>
      )}
      {improver && mode === 'view' && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setMode('edit')}>{t(improver.is_set_up ? 'edit' : 'setUp')}</Button>
          {improver.is_set_up && (
            <Button look="bare" onClick={() => setMode('remove')}>
              {t('remove')}
            </Button>
          )}
        </div>
      )}
      {improver && mode === 'edit' && (
        <ImproverForm improver={improver} onCancel={close} onSaved={(saved) => take(saved, t('saved'))} />
      )}
      {mode === 'remove' && (
        <InlineConfirm action={t('remove')} isBusy={isBusy} onCancel={close} onConfirm={remove}>
          {t('removeQuestion')}
        </InlineConfirm>
      )}
    </section>
  );
}
