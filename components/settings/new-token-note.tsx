import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '@/components/review/copy-button';
import { Button } from '@/components/ui/button';
import type { NewToken } from '@/lib/access/wire';

/** A token that was made just now, which is shown this once. */
export function NewTokenNote({ token, onClose }: { token: NewToken; onClose: () => void }) {
  const t = useTranslations('access');
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <div
      ref={note}
      tabIndex={-1}
      role="status"
      className="space-y-3 rounded-tile border border-line-strong bg-raised px-4 py-3 text-13"
    >
      <p>{t('made', { name: token.name })}</p>
      <p className="flex items-start justify-between gap-3 rounded-control border border-line bg-page px-3 py-2">
        <code className="break-all font-mono">{token.token}</code>
        <CopyButton label={t('copy')} text={token.token} />
      </p>
      <div className="flex justify-end">
        <Button onClick={onClose}>{t('kept')}</Button>
      </div>
    </div>
  );
}
