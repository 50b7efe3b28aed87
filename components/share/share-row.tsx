import { useQueryClient } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { RemovableRow } from '@/components/ui/removable-row';
import { contentUrl } from '@/lib/client/change-video';
import { revokeShare, sharesOptions } from '@/lib/client/share-queries';
import type { Share } from '@/lib/shares/wire';

const mostPosters = 3;

/** A link: what it shows, until when, and the way to end it. */
export function ShareRow({ share, onRevoked }: { share: Share; onRevoked: () => void }) {
  const t = useTranslations('share');
  const format = useFormatter();
  const client = useQueryClient();
  const time = format.dateTime(new Date(share.expires_at * 1_000), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });

  async function revoke() {
    await revokeShare(share.id);
    await client.invalidateQueries({ queryKey: sharesOptions().queryKey });
    onRevoked();
  }

  return (
    <RemovableRow
      namedBy={share.id}
      action={t('revoke')}
      question={t('revokeQuestion')}
      onRemove={revoke}
      className="p-3 sm:px-4"
    >
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <span aria-hidden className="flex shrink-0 -space-x-6">
          {share.video_ids.slice(0, mostPosters).map((id) => (
            // Behind it, since a video that is gone has none.
            <span
              key={id}
              style={{ backgroundImage: `url("${contentUrl(id, 'thumbnail')}")` }}
              className="h-9 w-14 rounded-[4px] border border-panel bg-center bg-cover bg-raised"
            />
          ))}
        </span>
        <p id={share.id} className="min-w-0 flex-1 text-13">
          {t('videos', { count: share.video_ids.length })}
          <span className="text-muted">
            {' · '}
            {t('until', { time })}
            {share.shows_prompt && ` · ${t('withPrompt')}`}
            {share.allows_download && ` · ${t('withDownload')}`}
          </span>
        </p>
      </div>
    </RemovableRow>
  );
}
