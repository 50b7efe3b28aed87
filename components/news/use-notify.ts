import { useTranslations } from 'use-intl';
import { enterRoom } from '@/components/studio/room';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import { countWords } from './count-words';

const longestPrompt = 160;

/** Whether this browser could show a notification from this page, and what it was told about that. */
export function notificationPermission(): NotificationPermission | 'impossible' {
  return 'Notification' in window && window.isSecureContext ? Notification.permission : 'impossible';
}

/** Shows one notification for all that ended; pressing it opens the newest. */
export function useNotify(): (ended: readonly Video[]) => void {
  const t = useTranslations('news.told');
  return (ended) => {
    const newest = ended.at(-1);
    if (!newest || notificationPermission() !== 'granted') return;
    const finished = ended.filter(({ status }) => status === 'completed').length;
    const figures = { finished, failed: ended.length - finished };
    const words = countWords(figures) ?? 'both';
    const title = ended.length === 1 ? t(finished === 1 ? 'finished' : 'failed') : t(words, figures);
    const options: NotificationOptions = {
      body: (newest.prompt ?? '').slice(0, longestPrompt),
      icon: newest.firstframe.variants.includes('thumbnail') ? contentUrl(newest.id, 'thumbnail') : undefined,
      // The one for the ends before makes room for it.
      tag: 'firstframe',
    };
    try {
      const notification = new Notification(`Firstframe: ${title}`, options);
      notification.onclick = () => {
        window.focus();
        notification.close();
        enterRoom(newest.id);
      };
    } catch {
      // Android has them for installed pages alone.
    }
  };
}
