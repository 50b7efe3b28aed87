import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { facetsOptions } from '@/lib/client/organise';
import type { FineStatus } from '@/lib/jobs/status-wire';
import type { FilterWords } from './describe-filter';
import { choicesOf, type FilterKind } from './filter-kinds';

/** What the statuses are called on tiles. */
const statusNames = {
  unsent: 'queued',
  in_progress: 'running',
  unsure: 'unsure',
  completed: 'ready',
  errored: 'failed',
  blocked: 'moderated',
  expired: 'expired',
  cancelled: 'cancelled',
} as const satisfies Record<FineStatus, string>;

/** What the library can be filtered by, and how all of it is called. */
export function useFilterWords() {
  const t = useTranslations('find');
  const states = useTranslations('gallery.state');
  // What is looked at is asked for anew; a window that comes to the front is no reason to count the whole library.
  const { data: facets, isPending, refetch } = useQuery({ ...facetsOptions(), refetchOnWindowFocus: false });

  function nameOf(kind: FilterKind, value: string): string {
    if (kind === 'status' && Object.hasOwn(statusNames, value))
      return states(statusNames[value as keyof typeof statusNames]);
    if (kind === 'starred') return t(value === 'false' ? 'notStarred' : 'kind.starred');
    if (kind === 'has_reference') return t(value === 'false' ? 'withoutImage' : 'withImage');
    if (kind === 'size') return value.replace('x', '×');
    const choice = choicesOf(kind, facets).find((each) => each.value === value);
    if (kind === 'project' && !choice) return isPending ? '…' : t('goneProject');
    return choice?.label ?? value;
  }

  const words: FilterWords = {
    search: (text) => t('quoted', { text }),
    nameOf,
    join: (all) => all.join(t('comma')),
  };
  return { facets, isPending, words, lookAgain: () => void refetch() };
}
