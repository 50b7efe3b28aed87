import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ShownOnce } from '@/components/settings/shown-once';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Dialog } from '@/components/ui/dialog';
import { Trouble } from '@/components/ui/trouble';
import { sessionOptions } from '@/lib/client/session';
import { sharesOptions, sharingOptions } from '@/lib/client/share-queries';
import type { NewShare } from '@/lib/shares/wire';
import { ShareForm } from './share-form';
import { ShareRow } from './share-row';
import { SharingSwitch } from './sharing-switch';

/** Makes a link to some videos, and ends those that there are. */
export function ShareDialog({ videoIds, onClose }: DialogPart<'share'>) {
  const t = useTranslations('share');
  const client = useQueryClient();
  const { data: session } = useQuery(sessionOptions());
  const { data: sharing, error } = useQuery(sharingOptions());
  const { data: shares } = useQuery({ ...sharesOptions(), enabled: sharing?.is_on ?? false });
  const [made, setMade] = useState<NewShare | null>(null);
  const theirs = shares?.data.filter(({ video_ids: ids }) => ids.some((id) => videoIds.includes(id))) ?? [];

  return (
    <Dialog title={t('title', { count: videoIds.length })} width="narrow" onClose={onClose}>
      <div className="space-y-5">
        {error && <Trouble>{error.message}</Trouble>}
        {sharing && !sharing.is_on && (
          <>
            <p className="text-13 text-muted">{t('off')}</p>
            {session?.scope === 'admin' ? (
              <SharingSwitch isOn={false} />
            ) : (
              <p className="text-13 text-muted">{t('offAsk')}</p>
            )}
          </>
        )}
        {sharing?.is_on && (
          <>
            <p className="text-13 text-muted">
              {t('text')} {session && !session.needs_token && t('machineOnly')}
            </p>
            {made ? (
              <ShownOnce
                secret={`${window.location.origin}${made.path}`}
                copyLabel={t('copy')}
                closeLabel={t('kept')}
                onClose={() => setMade(null)}
              >
                {t('made')}
              </ShownOnce>
            ) : (
              <ShareForm
                videoIds={videoIds}
                onMade={async (share) => {
                  setMade(share);
                  await client.invalidateQueries({ queryKey: sharesOptions().queryKey });
                }}
              />
            )}
          </>
        )}
        {theirs.length > 0 && (
          <section aria-labelledby="share-links" className="space-y-2">
            <h3 id="share-links" className="font-medium text-13 text-muted">
              {t('links')}
            </h3>
            <ul className="divide-y divide-line rounded-tile border border-line">
              {theirs.map((share) => (
                <ShareRow
                  key={share.id}
                  share={share}
                  onRevoked={() => {
                    if (made?.id === share.id) setMade(null);
                  }}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
