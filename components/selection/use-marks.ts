import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { knownVideos } from '@/components/library/known-video';
import { showToast } from '@/components/ui/toast';
import { layOverVideos } from '@/lib/client/live-library';
import { messageOf } from '@/lib/client/message-of';
import { videoOptions } from '@/lib/client/video-queries';
import type { VideoMarks } from '@/lib/jobs/organise-wire';
import type { Video } from '@/lib/jobs/wire';
import { setBusy } from './busy';
import { changeMany } from './change-many';
import { leaveOut } from './selection';
import { changeSelection } from './selection-store';

/**
 * A video as it will be once the studio has answered, or as it was. Its number of change lies between the one that is shown and
 * the next real one, so that whatever the studio says takes its place.
 */
function asIf(video: Video, starred: boolean, later: number): Video {
  const change = Math.floor(video.firstframe.change) + later;
  return { ...video, firstframe: { ...video.firstframe, starred, change } };
}

/** What can be done to any number of videos at once, and undone. What is refused is said in passing. */
export function useMarks() {
  const t = useTranslations('selection');
  const common = useTranslations('common');
  const client = useQueryClient();

  return useMemo(() => {
    /** Returns how many were done, from the first on. */
    async function mark(ids: readonly string[], marks: VideoMarks): Promise<number> {
      const isLong = ids.length > 1;
      let done = 0;
      if (isLong) setBusy({ done, total: ids.length });
      try {
        await changeMany(client, ids, marks, (count) => {
          done = count;
          if (isLong) setBusy({ done, total: ids.length });
        });
      } catch (error) {
        void showToast(t('failed', { message: messageOf(error) }));
      } finally {
        if (isLong) setBusy(null);
      }
      return done;
    }

    return {
      mark,

      /** Shown at once, and taken back where it is refused. */
      async star(ids: readonly string[], starred: boolean): Promise<void> {
        const known = knownVideos(client);
        const before = ids.flatMap(
          (id) => known.get(id) ?? client.getQueryData(videoOptions(id).queryKey) ?? [],
        );
        layOverVideos(
          client,
          before.map((video) => asIf(video, starred, 0.3)),
        );
        const refused = new Set(ids.slice(await mark(ids, { starred })));
        layOverVideos(
          client,
          before
            .filter(({ id }) => refused.has(id))
            .map((video) => asIf(video, video.firstframe.starred ?? false, 0.6)),
        );
      },

      /** Returns how many are in the trash now, from the first on. */
      async trash(ids: readonly string[]): Promise<number> {
        const gone = ids.slice(0, await mark(ids, { trashed: true }));
        if (gone.length === 0) return 0;
        changeSelection((selection) => leaveOut(selection, new Set(gone)));
        void showToast(t('trashed', { count: gone.length }), {
          label: common('undo'),
          onClick: () => void mark(gone, { trashed: false }),
        });
        return gone.length;
      },

      async restore(ids: readonly string[]): Promise<void> {
        const back = ids.slice(0, await mark(ids, { trashed: false }));
        if (back.length === 0) return;
        changeSelection((selection) => leaveOut(selection, new Set(back)));
        void showToast(t('restored', { count: back.length }));
      },
    };
  }, [client, t, common]);
}
