import { useQueryClient } from '@tanstack/react-query';
import { Ban, RefreshCw, RotateCcw, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { leaveRoom, moveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import { changeVideo, trashVideo } from '@/lib/client/change-video';
import { catchUp, layOverVideo } from '@/lib/client/live-library';
import { makeKey } from '@/lib/client/make-key';
import { messageOf } from '@/lib/client/message-of';
import type { Video } from '@/lib/jobs/wire';
import { LabelledButton } from './labelled-button';

/** The tile goes with the next poll in any case. */
const catchUpWithinMs = 5_000;

/** What can be done with the video in the room. `neighbour` is where to go when it is deleted. */
export function ReviewActions({ video, neighbour }: { video: Video; neighbour: string | null }) {
  const t = useTranslations('review');
  const gallery = useTranslations('gallery');
  const common = useTranslations('common');
  const refusal = useTranslations('refusal');
  const client = useQueryClient();
  const { act, isActing } = useVideoAction(video.id);
  const [isDeleting, setIsDeleting] = useState(false);
  const isBlocked = video.error?.code === 'moderation_blocked';

  async function restore() {
    try {
      layOverVideo(client, await changeVideo(video.id, 'restore', makeKey()));
    } catch (error) {
      void showToast(gallery('actionFailed', { message: messageOf(error) }));
    }
  }

  async function remove() {
    setIsDeleting(true);
    try {
      await trashVideo(video.id);
    } catch (error) {
      setIsDeleting(false);
      void showToast(gallery('actionFailed', { message: messageOf(error) }));
      return;
    }
    if (neighbour) moveRoom(neighbour);
    else leaveRoom();
    await catchUp(client, AbortSignal.timeout(catchUpWithinMs)).catch(() => {});
    void showToast(t('deleted'), { label: common('undo'), onClick: restore });
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
