import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/client/message-of';
import { type FoundIds, idsOfList } from './ids-of-list';
import { meaningOfPress, mostSelected, selectOnly, selectRange, toggle } from './selection';
import { changeSelection, getSelection } from './selection-store';

type Held = { metaKey: boolean; ctrlKey: boolean; shiftKey: boolean };

/** The ways to choose. Ranges and the whole list are asked for, since the gallery holds only a part of it. */
export function useChoosing() {
  const t = useTranslations('selection');

  return useMemo(() => {
    async function take(asked: Promise<FoundIds>, choose: (ids: string[]) => void): Promise<void> {
      try {
        const { ids, hasMore } = await asked;
        choose(ids);
        if (hasMore || getSelection().ids.size === mostSelected)
          void showToast(t('most', { count: mostSelected }));
      } catch (error) {
        void showToast(t('failed', { message: messageOf(error) }));
      }
    }

    function extendTo(id: string): void {
      const { anchor } = getSelection();
      if (anchor === null) {
        changeSelection((selection) => toggle(selection, id));
        return;
      }
      void take(idsOfList(anchor, id), (ids) =>
        // Another range may have been begun meanwhile.
        changeSelection((selection) =>
          selection.anchor === anchor ? selectRange(selection, ids) : selection,
        ),
      );
    }

    return {
      extendTo,

      toggle: (id: string) => changeSelection((selection) => toggle(selection, id)),

      all: () => take(idsOfList(), (ids) => changeSelection(() => selectOnly(ids))),

      /** What a press on a tile does, with the keys that were held. Returns whether that was to choose. */
      press(id: string, { metaKey, ctrlKey, shiftKey }: Held): boolean {
        const meaning = meaningOfPress(getSelection(), { isMod: metaKey || ctrlKey, isShift: shiftKey });
        if (meaning === 'range') extendTo(id);
        if (meaning === 'toggle') changeSelection((selection) => toggle(selection, id));
        return meaning !== 'open';
      },
    };
  }, [t]);
}
