import { useTranslations } from 'use-intl';
import { fillDraft, getDraft } from '@/components/studio/draft';
import { leaveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import type { Video } from '@/lib/jobs/wire';
import { refetchFirstFrame } from './refetch-first-frame';

/** Fills the composer with what a video was made of, and goes there. Sends nothing, and can be undone. */
export function useReuse(video: Video): () => Promise<void> {
  const t = useTranslations('review');
  const common = useTranslations('common');

  return async function reuse() {
    const { asked, provider } = video.firstframe;
    const frame = await refetchFirstFrame(asked.references);
    const before = getDraft();
    fillDraft({
      prompt: video.prompt ?? '',
      providerId: provider.id,
      model: video.model,
      size: asked.size,
      seconds: asked.seconds,
      firstFrame: frame.image,
    });
    leaveRoom();
    void showToast(frame.isLost ? t('reuseFailed') : t('reused'), {
      label: common('undo'),
      onClick: () => {
        // Its address was revoked when another frame took the slot; its file was not.
        const { firstFrame } = before;
        const url = firstFrame && URL.createObjectURL(firstFrame.file);
        fillDraft({ ...before, firstFrame: url ? { ...firstFrame, url } : null });
      },
    });
  };
}
