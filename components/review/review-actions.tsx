import { Ban, RefreshCw, RotateCcw, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { useMarks } from '@/components/selection/use-marks';
import { leaveRoom, moveRoom } from '@/components/studio/room';
import type { Video } from '@/lib/jobs/wire';
import { LabelledButton } from './labelled-button';

/** What can be done with the video in the room. `neighbour` is where to go when it is deleted. */
export function ReviewActions({ video, neighbour }: { video: Video; neighbour: string | null }) {
  const t = useTranslations('review');
  const gallery = useTranslations('gallery');
  const refusal = useTranslations('refusal');
  const { trash } = useMarks();
  const { act, isActing } = useVideoAction(video.id);
  const [isDeleting, setIsDeleting] = useState(false);
  const isBlocked = video.error?.code === 'moderation_blocked';

  async function remove() {
    setIsDeleting(true);
    if ((await trash([video.id])) === 0) setIsDeleting(false);
    else if (neighbour) moveRoom(neighbour);
    else leaveRoom();
  }

  return (
    <>
      {video.status === 'failed' && video.firstframe.upstream_id !== null && (
        <LabelledButton
          icon={RefreshCw}
          label={t('askAgain')}
          disabled={isActing}
          onClick={() => act('ask-again')}
        />
      )}
      {/* Where it may have been charged already, sending again asks first, beside what happened. */}
      {video.error && video.error.code !== 'submit_unconfirmed' && (
        <LabelledButton
          icon={RotateCcw}
          label={gallery('retry')}
          disabled={isActing || isBlocked}
          title={isBlocked ? refusal('blockedContent') : undefined}
          onClick={() => act('retry')}
        />
      )}
      {video.firstframe.step === 'submit' && video.firstframe.submitted_at === null && (
        <LabelledButton icon={Ban} label={t('cancel')} disabled={isActing} onClick={() => act('cancel')} />
      )}
      {video.firstframe.trashed_at === null ? (
        <LabelledButton icon={Trash2} label={t('delete')} disabled={isDeleting} onClick={remove} />
      ) : (
        <LabelledButton
          icon={Undo2}
          label={t('restore')}
          disabled={isActing}
          onClick={() => act('restore')}
        />
      )}
    </>
  );
}
