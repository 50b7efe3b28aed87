import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { CodeField } from '@/components/ui/code-field';
import type { Video } from '@/lib/jobs/wire';
import { useAttach } from './use-attach';

/** A field for the id that the provider's own site shows. It is asked about before it is taken. */
export function AttachForm({ video, onAttached }: { video: Video; onAttached: () => void }) {
  const t = useTranslations('unsure');
  const input = useRef<HTMLInputElement>(null);
  const [id, setId] = useState('');
  const [isMissed, setIsMissed] = useState(false);
  const { attach, isAttaching, trouble } = useAttach(video.id, onAttached);
  const { label } = video.firstframe.provider;

  useEffect(() => input.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsMissed(id.trim() === '');
    if (id.trim() === '') input.current?.focus();
    else void attach(id.trim());
  }

  return (
    <form onSubmit={submit} className="space-y-2 rounded-tile border border-line-strong bg-raised px-4 py-3">
      <CodeField
        label={t('idLabel')}
        hint={t('idHint', { label })}
        error={isMissed ? t('idMissing') : trouble}
        ref={input}
        value={id}
        onChange={setId}
        maxLength={1_024}
      />
      <Button type="submit" className="border-line-strong" disabled={isAttaching}>
        {t(isAttaching ? 'attaching' : 'attach')}
      </Button>
    </form>
  );
}
