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
import { type Change, splitChange } from './changes-back';
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

/** What was marked, and what gives each of those videos back what it had. */
type Marked = { done: readonly string[]; undo: (() => void) | null };

/**
 * What can be done to any number of videos at once. What came of it is said in passing, with the way back; so is what was
 * refused.
 */
export function useMarks() {
  const t = useTranslations('selection');
  const common = useTranslations('common');
  const client = useQueryClient();

  return useMemo(() => {
    async function apply(changes: readonly Change[]): Promise<Marked> {
      const total = changes.reduce((sum, { ids }) => sum + ids.length, 0);
      const tell = (done: number) => total > 1 && setBusy({ done, total });
      tell(0);
      const { done, back, error } = await changeMany(client, changes, tell);
      if (total > 1) setBusy(null);
      if (error !== null) void showToast(t('failed', { message: messageOf(error) }));
      return { done, undo: back.length > 0 ? () => void apply(back) : null };
    }

    function mark(ids: readonly string[], marks: VideoMarks): Promise<Marked> {
      return apply(splitChange({ ids, marks }));
    }

    /** Says what was done, in place of what was done before it. */
    function tellDone(message: string, { undo }: Marked): void {
      void showToast(message, undo ? { label: common('undo'), onClick: undo } : undefined, 'marks');
    }

    return {
      mark,

      /** Shown at once, and taken back where it is refused. Of a single one its star says it all. */
      async star(ids: readonly string[], starred: boolean): Promise<void> {
        const known = knownVideos(client);
        const before = ids.flatMap(
          (id) => known.get(id) ?? client.getQueryData(videoOptions(id).queryKey) ?? [],
        );
        layOverVideos(
          client,
          before.map((video) => asIf(video, starred, 0.3)),
        );
        const marked = await mark(ids, { starred });
        const done = new Set(marked.done);
        layOverVideos(
          client,
          before
            .filter(({ id }) => !done.has(id))
            .map((video) => asIf(video, video.firstframe.starred ?? false, 0.6)),
        );
        if (ids.length > 1 && done.size > 0)
          tellDone(t(starred ? 'starred' : 'unstarred', { count: done.size }), marked);
      },

      /** Returns whether all of them were done. */
      async tag(
        ids: readonly string[],
        changes: Pick<VideoMarks, 'add_tags' | 'remove_tags'>,
      ): Promise<boolean> {
        const marked = await mark(ids, changes);
        const count = marked.done.length;
        if (count > 0) tellDone(t('tagged', { count }), marked);
        return count === ids.length;
      },

      /** To a project, or to none. Returns whether all of them were done. */
      async move(ids: readonly string[], project: { id: string; name: string } | null): Promise<boolean> {
        const marked = await mark(ids, { project: project?.id ?? null });
        const count = marked.done.length;
        const said = project ? t('moved', { count, project: project.name }) : t('movedOut', { count });
        if (count > 0) tellDone(said, marked);
        return count === ids.length;
      },

      /** Returns how many are in the trash now. */
      async trash(ids: readonly string[]): Promise<number> {
        const { done, undo } = await mark(ids, { trashed: true });
        if (done.length === 0) return 0;
        changeSelection((selection) => leaveOut(selection, new Set(done)));
        void showToast(
          t('trashed', { count: done.length }),
          undo ? { label: common('undo'), onClick: undo } : undefined,
        );
        return done.length;
      },

      async restore(ids: readonly string[]): Promise<void> {
        const { done } = await mark(ids, { trashed: false });
        if (done.length === 0) return;
        changeSelection((selection) => leaveOut(selection, new Set(done)));
        void showToast(t('restored', { count: done.length }));
      },
    };
  }, [client, t, common]);
}
