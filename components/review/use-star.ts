import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { layOverVideo } from '@/lib/client/live-library';
import { markVideos } from '@/lib/client/organise';
import type { Video } from '@/lib/jobs/wire';

/** Whether a video has a star, as it is wished as soon as it is wished, and the way to give or take it. */
export function useStar(video: Video | undefined): { isStarred: boolean; toggle: () => void } {
  const t = useTranslations('room');
  const client = useQueryClient();
  const { mutate, isPending, variables } = useMutation({
    // One after the other: of two presses in a row the second one counts.
    scope: { id: 'star' },
    mutationFn: ({ id, starred }: { id: string; starred: boolean }) => markVideos([id], { starred }),
    onSuccess: ({ data }) => {
      for (const changed of data) layOverVideo(client, changed);
    },
    onError: (error) => void showToast(t('marked', { message: error.message })),
  });
  const isWished = isPending && variables.id === video?.id;
  const isStarred = isWished ? variables.starred : (video?.firstframe.starred ?? false);
  return {
    isStarred,
    toggle: () => {
      if (video) mutate({ id: video.id, starred: !isStarred });
    },
  };
}
