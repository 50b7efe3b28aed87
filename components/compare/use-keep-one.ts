import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { leaveOut } from '@/components/selection/selection';
import { changeSelection } from '@/components/selection/selection-store';
import { useMarks } from '@/components/selection/use-marks';
import { moveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';

/**
 * Keeps one of the videos that are compared: the others go to the trash, from where one press brings them back, and the
 * room of the one that is kept opens. It is given no star: the best of four need not be good.
 */
export function useKeepOne(ids: readonly string[]): {
  keep: (id: string) => Promise<void>;
  isKeeping: boolean;
} {
  const t = useTranslations('compare');
  const common = useTranslations('common');
  const { mark } = useMarks();
  const [isKeeping, setIsKeeping] = useState(false);

  async function keep(id: string): Promise<void> {
    const others = ids.filter((other) => other !== id);
    setIsKeeping(true);
    const { done, undo } = await mark(others, { trashed: true });
    setIsKeeping(false);
    // What was refused has been said.
    if (done.length < others.length) return;
    changeSelection((selection) => leaveOut(selection, new Set(others)));
    moveRoom(id);
    void showToast(
      t('kept', { count: others.length }),
      undo ? { label: common('undo'), onClick: undo } : undefined,
    );
  }

  return { keep, isKeeping };
}
