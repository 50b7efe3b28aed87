import { useTranslations } from 'use-intl';
import type { NewToken } from '@/lib/access/wire';
import { ShownOnce } from './shown-once';

/** A token that was made just now, which is shown this once. */
export function NewTokenNote({ token, onClose }: { token: NewToken; onClose: () => void }) {
  const t = useTranslations('access');
  return (
    <ShownOnce secret={token.token} copyLabel={t('copy')} closeLabel={t('kept')} onClose={onClose}>
      {t('made', { name: token.name })}
    </ShownOnce>
  );
}
