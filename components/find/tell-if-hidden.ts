import { isFiltered } from '@/components/library/filter';
import { currentFilter, setFilter } from '@/components/library/use-filter';
import { showToast } from '@/components/ui/toast';
import { listIdsBetween } from '@/lib/client/organise';

/**
 * Says of a video that was just sent that the filter hides it: who sees nothing come would send it again.
 * @returns whether it is hidden, or may be
 */
export async function tellIfHidden(id: string, words: { hidden: string; clear: string }): Promise<boolean> {
  const filter = currentFilter();
  if (!isFiltered(filter)) return false;
  const matching = await listIdsBetween(filter, id, id).catch(() => null);
  if (matching?.data.includes(id)) return false;
  if (matching) void showToast(words.hidden, { label: words.clear, onClick: () => setFilter({}) });
  return true;
}
