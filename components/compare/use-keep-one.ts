import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { moveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import { layOverVideo } from '@/lib/client/live-library';
import { markVideos } from '@/lib/client/organise';

/**
 * Keeps one of the videos that are compared: the others go to the trash, from where one press brings them back, and the
 * room of the one that is kept opens. It is given no star: to be the best of four is not to be good.
 */
export function useKeepOne(ids: readonly string[]): {
  keep: (id: string) => Promise<void>;
  isKeeping: boolean;
} {
  const t = useTranslations('compare');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [isKeeping, setIsKeeping] = useState(false);

  async function mark(others: readonly string[], trashed: boolean): Promise<boolean> {
    try {
      const { data } = await markVideos(others, { trashed });
      for (const video of data) layOverVideo(client, video);
      return true;
    } catch (error) {
      void showToast(t('keepFailed', { message: error instanceof Error ? error.message : String(error) }));
      return false;
    }
  }

  async function keep(id: string): Promise<void> {
    const others = ids.filter((other) => other !== id);
    setIsKeeping(true);
    const isDone = await mark(others, true);
    setIsKeeping(false);
    if (!isDone) return;
    moveRoom(id);
    void showToast(t('kept', { count: others.length }), {
      label: common('undo'),
      onClick: () => void mark(others, false),
    });
  }

  return { keep, isKeeping };
}
