import { Film } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { tileKind } from '@/components/gallery/tile-state';
import { forgetPurged } from '@/components/offline/forget-purged';
import { Moment } from '@/components/review/moment';
import { useNow } from '@/components/studio/now';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { PageLink } from '@/components/ui/page-link';
import { showToast } from '@/components/ui/toast';
import { changeVideo, contentUrl, purgeVideo } from '@/lib/client/change-video';
import { makeKey } from '@/lib/client/make-key';
import { messageOf } from '@/lib/client/message-of';
import type { Video } from '@/lib/jobs/wire';
import { daysLeft } from './days-left';

/** A video in the trash: what it is, how long it stays, and the two ways out. `onGone` is called after either. */
export function TrashCard({ video, onGone }: { video: Video; onGone: () => Promise<void> }) {
  const t = useTranslations('trash');
  const states = useTranslations('gallery.state');
  const now = useNow();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const deleteButton = useRef<HTMLButtonElement>(null);
  const { trashed_at: trashedAt, variants, step, provider } = video.firstframe;
  const wordsId = `trash-${video.id}`;

  async function during(work: Promise<unknown>, words: string) {
    setIsBusy(true);
    try {
      await work;
      void showToast(words);
      await onGone();
    } catch (error) {
      void showToast(t('failedAction', { message: messageOf(error) }));
      setIsBusy(false);
    }
  }

  async function purge() {
    await purgeVideo(video.id);
    await forgetPurged([video.id]);
  }

  function cancel() {
    setIsAsking(false);
    requestAnimationFrame(() => deleteButton.current?.focus());
  }

  return (
    <li className="space-y-3 p-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <PageLink
          href={`/videos/${encodeURIComponent(video.id)}`}
          aria-label={t('look')}
          aria-describedby={wordsId}
          className="flex h-16 w-28 shrink-0 items-center justify-center overflow-hidden rounded-control bg-raised text-faint"
        >
          {variants.includes('thumbnail') ? (
            <img
              src={contentUrl(video.id, 'thumbnail')}
              alt=""
              loading="lazy"
              className="size-full object-cover"
            />
          ) : (
            <Film size={20} strokeWidth={1.5} aria-hidden />
          )}
        </PageLink>
        <div id={wordsId} className="min-w-0 flex-1 basis-48 space-y-1 text-13">
          <p className={`line-clamp-2 break-words text-14 ${video.prompt ? '' : 'text-faint'}`}>
            {video.prompt || t('noPrompt')}
          </p>
          <p className="flex flex-wrap gap-x-3 text-muted tabular-nums">
            <span>{states(tileKind(video))}</span>
            {trashedAt !== null && (
              <>
                <span>
                  {t('deleted')} <Moment at={trashedAt} />
                </span>
                {now > 0 && (
                  <span>{step ? t('keptOpen') : t('daysLeft', { count: daysLeft(trashedAt, now) })}</span>
                )}
              </>
            )}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            aria-describedby={wordsId}
            disabled={isBusy}
            onClick={() => during(changeVideo(video.id, 'restore', makeKey()), t('restored'))}
          >
            {t('restore')}
          </Button>
          <Button
            ref={deleteButton}
            look="bare"
            aria-describedby={wordsId}
            disabled={isBusy}
            onClick={() => setIsAsking(true)}
          >
            {t('purge')}
          </Button>
        </div>
      </div>
      {isAsking && (
        <InlineConfirm
          action={t('purge')}
          isBusy={isBusy}
          onCancel={cancel}
          onConfirm={() => during(purge(), t('purged'))}
        >
          {t(step ? 'purgeOpenQuestion' : 'purgeQuestion', { label: provider.label })}
        </InlineConfirm>
      )}
    </li>
  );
}
