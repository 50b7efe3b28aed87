import { useTranslations } from 'use-intl';
import { grabFrame, showFrameAt } from '@/components/pictures/grab-frame';
import { readPicture } from '@/components/pictures/read-picture';
import { fillWithUndo } from '@/components/studio/fill-with-undo';
import { showToast } from '@/components/ui/toast';
import { contentUrl } from '@/lib/client/change-video';
import { messageOf } from '@/lib/client/message-of';
import type { Video } from '@/lib/jobs/wire';

/** What is stepped by where nobody knows how many frames a second has. */
const assumedFps = 24;

/** Plays nothing and is in no page: it only holds the frames of one video. */
async function openVideo(id: string): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  await new Promise<void>((resolve, reject) => {
    video.addEventListener('loadeddata', () => resolve(), { once: true });
    video.addEventListener('error', () => reject(new Error(video.error?.message ?? '')), { once: true });
    video.src = contentUrl(id, 'video');
  });
  return video;
}

/** Puts the first or the last frame of a finished video into the first-frame slot; can be undone. */
export function useVideoFrame(): (video: Video, which: 'first' | 'last') => Promise<void> {
  const t = useTranslations();

  return async function take({ id, firstframe }, which) {
    try {
      const video = await openVideo(id);
      const frameSeconds = 1 / (firstframe.got?.fps ?? assumedFps);
      // The middle of the frame: the time at which it begins may be rounded into the one before it.
      await showFrameAt(
        video,
        which === 'first' ? frameSeconds / 2 : Math.max(0, video.duration - frameSeconds / 2),
      );
      const file = await grabFrame(video, `${id}-${which}`);
      video.removeAttribute('src');
      video.load();
      const read = await readPicture(file);
      if (!('image' in read)) return;
      const undo = fillWithUndo({ firstFrame: read.image });
      void showToast(t('pictures.frameTaken'), { label: t('common.undo'), onClick: undo });
    } catch (error) {
      void showToast(t('selection.failed', { message: messageOf(error) }));
    }
  };
}
