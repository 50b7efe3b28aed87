import { useTranslations } from 'use-intl';
import { fillWithUndo } from '@/components/studio/fill-with-undo';
import { leaveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import type { Video } from '@/lib/jobs/wire';
import { refetchImages } from './refetch-images';

/** An option as it would be typed. */
function spell(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Fills the composer with what a video was made of, and goes there. Sends nothing, and can be undone. */
export function useReuse(video: Video): () => Promise<void> {
  const t = useTranslations('review');
  const common = useTranslations('common');

  return async function reuse() {
    const { asked, provider } = video.firstframe;
    const images = await refetchImages(asked.references);
    const undo = fillWithUndo({
      prompt: video.prompt ?? '',
      providerId: provider.id,
      model: video.model,
      size: asked.size,
      seconds: asked.seconds,
      takes: 1,
      fps: asked.fps,
      seed: asked.seed,
      seedLocked: true,
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
      onClick: undo,
    });
  };
}
