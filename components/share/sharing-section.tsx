import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { Trouble } from '@/components/ui/trouble';
import { sharesOptions, sharingOptions } from '@/lib/client/share-queries';
import { ShareRow } from './share-row';
import { SharingSwitch } from './sharing-switch';

/** Whether links may be made, and those that there are. */
export function SharingSection() {
  const t = useTranslations('share');
  const { data: sharing, isError } = useQuery(sharingOptions());
  const { data: shares } = useQuery(sharesOptions());
  const heading = useRef<HTMLHeadingElement>(null);

  return (
    <section aria-labelledby="sharing" className="space-y-3">
      <h2 id="sharing" ref={heading} tabIndex={-1} className="font-medium text-13 text-muted">
        {t('section')}
      </h2>
      {sharing && <p className="text-13 text-muted">{t(sharing.is_on ? 'on' : 'off')}</p>}
      {isError && <Trouble>{t('failed')}</Trouble>}
      {shares && shares.data.length > 0 && (
        <ul className="divide-y divide-line rounded-tile border border-line bg-panel">
          {shares.data.map((share) => (
            <ShareRow
              key={share.id}
              share={share}
              onRevoked={() => {
                heading.current?.focus();
                void showToast(t('revoked'));
              }}
            />
          ))}
        </ul>
      )}
      {sharing && <SharingSwitch isOn={sharing.is_on} />}
    </section>
  );
}
