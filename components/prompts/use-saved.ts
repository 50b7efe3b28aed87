import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { changeSaved, type NewSaved, removeSaved, save } from '@/lib/client/change-prompts';
import { messageOf } from '@/lib/client/message-of';
import { promptKeys, savedOptions } from '@/lib/client/prompt-queries';
import type { Saved } from '@/lib/prompts/wire';

type Kind = Saved['kind'];
export type SavedOf<Of extends Kind> = Extract<Saved, { kind: Of }>;

const isOf =
  <Of extends Kind>(kind: Of) =>
  (item: Saved): item is SavedOf<Of> =>
    item.kind === kind;

/** What is saved of a kind, and what can be done with it. Each is in the list at once when it is done. */
export function useSaved<Of extends Kind>(kind: Of) {
  const t = useTranslations('prompts');
  const common = useTranslations('common');
  const client = useQueryClient();
  const query = useQuery(savedOptions());
  const refresh = () => client.invalidateQueries({ queryKey: promptKeys.saved });

  async function add(wish: NewSaved): Promise<void> {
    await save(wish);
    await refresh();
  }

  return {
    items: query.data?.data.filter(isOf(kind)) ?? null,
    isError: query.isError,
    refetch: query.refetch,
    add,

    async change(id: string, change: Parameters<typeof changeSaved>[1]): Promise<void> {
      await changeSaved(id, change);
      await refresh();
    },

    /** Deletes it, and offers the way back. */
    async remove(item: SavedOf<Of>): Promise<void> {
      try {
        await removeSaved(item.id);
        await refresh();
        const again = { kind: item.kind, name: item.name, body: item.body } as NewSaved;
        void showToast(t('deleted', { name: item.name }), {
          label: common('undo'),
          onClick: () => {
            add(again).catch((error: unknown) => showToast(String(error)));
          },
        });
      } catch (error) {
        void showToast(messageOf(error));
      }
    },
  };
}
