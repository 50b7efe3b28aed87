import { useTranslations } from 'use-intl';
import { escapePrompt } from '@/components/composer/expand-prompt';
import type { DraftImage } from '@/components/studio/draft';
import { fillWithUndo } from '@/components/studio/fill-with-undo';
import { leaveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import type { Video } from '@/lib/jobs/wire';
import { defaultFraming, type Framing } from '@/lib/media/framing';
import { refetchImages } from './refetch-images';

/** An option as it would be typed. */
function spell(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** An image as it was sent: framed as was asked, or as it is where it has not the pixels of the video. */
function framedAs(
  image: DraftImage | null,
  framing: Framing | null | undefined,
  size: string | null,
): DraftImage | null {
  if (!image) return null;
  if (framing) return { ...image, framing };
  const isExact = size === null || size === `${image.width}x${image.height}`;
  return { ...image, framing: isExact ? null : { ...defaultFraming, fit: 'none' } };
}

/** Fills the composer with what a video was made of, and goes there. Sends nothing, and can be undone. */
export function useReuse(video: Video): () => Promise<void> {
  const t = useTranslations('review');
  const common = useTranslations('common');

  return async function reuse() {
    const { asked, provider } = video.firstframe;
    const images = await refetchImages(asked.references);
    const undo = fillWithUndo({
      prompt: escapePrompt(video.prompt ?? ''),
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
      options: Object.fromEntries(Object.entries(asked.options).map(([name, value]) => [name, spell(value)])),
      firstFrame: framedAs(images.firstFrame, asked.framing, asked.size),
      lastFrame: framedAs(images.lastFrame, asked.last_frame_framing, asked.size),
      references: images.references,
    });
    leaveRoom();
    void showToast(images.isLost ? t('reuseFailed') : t('reused'), {
      label: common('undo'),
      onClick: undo,
    });
  };
}
