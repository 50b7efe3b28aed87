import { useQueryClient } from '@tanstack/react-query';
import { Ban, Download, RefreshCw, RotateCcw, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useVideoAction } from '@/components/gallery/use-video-action';
import { type FirstFrame, fillDraft, getDraft } from '@/components/studio/draft';
import { leaveRoom, moveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import { changeVideo, downloadUrl, trashVideo } from '@/lib/client/change-video';
import { catchUp, layOverVideo } from '@/lib/client/live-library';
import type { Video } from '@/lib/jobs/wire';
import { LabelledButton, labelledLook } from './labelled-button';
import { refetchImages } from './refetch-images';

/** An option as it would be typed. */
function spell(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function showAgain(image: FirstFrame): FirstFrame {
  return { ...image, url: URL.createObjectURL(image.file) };
}

/** The tile goes with the next poll in any case. */
const catchUpWithinMs = 5_000;

/** What can be done with the video in the room. `neighbour` is where to go when it is deleted. */
export function ReviewActions({ video, neighbour }: { video: Video; neighbour: string | null }) {
  const t = useTranslations('review');
  const gallery = useTranslations('gallery');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { act, isActing } = useVideoAction(video.id);
  const [isDeleting, setIsDeleting] = useState(false);
  const isReady = video.status === 'completed';

  async function reuse() {
    const { asked, provider } = video.firstframe;
    const images = await refetchImages(asked.references);
    const before = getDraft();
    fillDraft({
      prompt: video.prompt ?? '',
      providerId: provider.id,
      model: video.model,
      size: asked.size,
      seconds: asked.seconds,
      takes: 1,
      fps: asked.fps,
      seed: asked.seed,
      negativePrompt: asked.negative_prompt ?? '',
      user: asked.user ?? '',
      metadata: asked.metadata ? JSON.stringify(asked.metadata, null, 2) : '',
      imageUrl: '',
      options: Object.fromEntries(Object.entries(asked.options).map(([name, value]) => [name, spell(value)])),
      firstFrame: images.firstFrame,
      lastFrame: images.lastFrame,
      references: images.references,
    });
    leaveRoom();
    void showToast(images.isLost ? t('reuseFailed') : t('reused'), {
      label: common('undo'),
      onClick: () => {
        // Their addresses were revoked when others took the slots; their files were not.
        fillDraft({
          ...before,
          firstFrame: before.firstFrame && showAgain(before.firstFrame),
          lastFrame: before.lastFrame && showAgain(before.lastFrame),
          references: before.references.map(showAgain),
        });
      },
    });
  }

  async function restore() {
    try {
      layOverVideo(client, await changeVideo(video.id, 'restore'));
    } catch (error) {
      void showToast(
        gallery('actionFailed', { message: error instanceof Error ? error.message : String(error) }),
      );
    }
  }

  async function remove() {
    setIsDeleting(true);
    try {
      await trashVideo(video.id);
    } catch (error) {
      setIsDeleting(false);
      void showToast(
        gallery('actionFailed', { message: error instanceof Error ? error.message : String(error) }),
      );
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
      {video.status === 'failed' && (
        <LabelledButton
          icon={RotateCcw}
          label={gallery('retry')}
          disabled={isActing}
          onClick={() => act('retry')}
        />
      )}
      {video.firstframe.step === 'submit' && video.firstframe.submitted_at === null && (
        <LabelledButton icon={Ban} label={t('cancel')} disabled={isActing} onClick={() => act('cancel')} />
      )}
      <LabelledButton icon={SlidersHorizontal} label={t('reuse')} onClick={reuse} />
      {isReady && (
        <a
          href={downloadUrl(video.id)}
          download={video.firstframe.filename}
          aria-label={t('download')}
          className={labelledLook}
        >
          <Download size={16} strokeWidth={1.5} aria-hidden />
          <span className="hidden md:inline">{t('download')}</span>
        </a>
      )}
      <LabelledButton icon={Trash2} label={t('delete')} disabled={isDeleting} onClick={remove} />
    </>
  );
}
