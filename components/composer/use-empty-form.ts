import { useTranslations } from 'use-intl';
import { emptyDraft, getDraft } from '@/components/studio/draft';
import { fillWithUndo } from '@/components/studio/fill-with-undo';
import { showToast } from '@/components/ui/toast';
import { goToField } from './apply-fix';
import { setRefusal } from './refusal';

/** Empties the form, which can be undone. The model stays: it is where one works, not what one wrote. */
export function useEmptyForm(): () => void {
  const t = useTranslations('commands');
  const common = useTranslations('common');
  return () => {
    const { providerId, model } = getDraft();
    const undo = fillWithUndo({ ...emptyDraft, providerId, model });
    setRefusal(null);
    goToField('prompt');
    void showToast(t('emptied'), { label: common('undo'), onClick: undo });
  };
}
