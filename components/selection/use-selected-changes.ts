import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFilter } from '@/components/library/use-filter';
import type { Video } from '@/lib/jobs/wire';
import { leaveOut } from './selection';
import { changeSelection, clearSelection, getSelection } from './selection-store';
import { summaryKey } from './use-summary';

/** So many changes that come together are one. */
const togetherMs = 250;

/**
 * Keeps the selection in step: a video that went to the trash, or came back from it, is gone from where it was chosen; another
 * filter shows other videos, and nothing is to happen to those that nobody sees.
 */
export function useSelectedChanges(): void {
  const client = useQueryClient();
  const filter = useFilter();
  const isTrash = filter.trashed === 'true';

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is what it waits for.
  useEffect(() => clearSelection, [filter]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
      const [kind, which, id] = query.queryKey;
      if (type !== 'updated' || kind !== 'videos' || which !== 'one') return;
      if (typeof id !== 'string' || !getSelection().ids.has(id)) return;
      const video = query.state.data as Video | undefined;
      if (!video) return;
      const { trashed_at: trashedAt, purged } = video.firstframe;
      if (purged || (trashedAt !== null) !== isTrash)
        queueMicrotask(() => changeSelection((selection) => leaveOut(selection, new Set([id]))));
      clearTimeout(timer);
      timer = setTimeout(() => void client.invalidateQueries({ queryKey: [summaryKey] }), togetherMs);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [client, isTrash]);
}
