import {
  Columns2,
  Film,
  FolderArchive,
  FolderInput,
  RotateCcw,
  Share2,
  Star,
  StarOff,
  Tag,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { mostCompared } from '@/components/compare/choose';
import { openDialog } from '@/components/studio/dialogs';
import { enterCompare } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/client/message-of';
import { keepForExport } from '@/lib/client/selected-videos';
import { maximumShared } from '@/lib/shares/wire';
import { fewestStitched, mostStitched } from '@/lib/stitches/wire';
import { downloadFile } from './download-file';
import type { MenuEntry } from './menu-entry';
import { useMarks } from './use-marks';
import { useSummary } from './use-summary';

/** Everything that can be done to several videos together, for the bar of the selection and for its menu. */
export function useManyEntries(ids: readonly string[]): readonly MenuEntry[] {
  const t = useTranslations('selection');
  const share = useTranslations('share');
  const stitch = useTranslations('stitch');
  const format = useFormatter();
  const { star, trash, restore } = useMarks();
  const summary = useSummary(ids);
  const allStarred = summary !== undefined && summary.starred === summary.count;
  const allTrashed = summary !== undefined && summary.count > 0 && summary.trashed === summary.count;
  const isComparable =
    ids.length >= 2 && ids.length <= mostCompared && (summary === undefined || summary.ready === ids.length);
  const isStitchable =
    ids.length >= fewestStitched &&
    ids.length <= mostStitched &&
    (summary === undefined || summary.ready === ids.length);
  const retryable = summary?.retryable ?? [];
  const megabytes = format.number((summary?.bytes ?? 0) / 1_000_000, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 0,
  });

  async function saveZip(): Promise<void> {
    try {
      downloadFile(await keepForExport(ids), '');
    } catch (error) {
      void showToast(t('failed', { message: messageOf(error) }));
    }
  }

  function whyNotShared(): string | null {
    if (ids.length > maximumShared) return share('tooMany', { maximum: maximumShared });
    return summary?.ready === 0 ? t('noneReady') : null;
  }

  return [
    {
      id: 'zip',
      icon: FolderArchive,
      label: summary?.ready ? t('zipOf', { size: megabytes }) : t('zip'),
      short: t('zip'),
      whyNot: summary?.ready === 0 ? t('noneReady') : null,
      run: () => void saveZip(),
    },
    {
      id: 'share',
      icon: Share2,
      label: share('share'),
      whyNot: whyNotShared(),
      run: () => openDialog({ name: 'share', videoIds: ids }),
    },
    {
      id: 'star',
      icon: allStarred ? StarOff : Star,
      label: t(allStarred ? 'unstar' : 'star'),
      run: () => void star(ids, !allStarred),
    },
    { id: 'tag', icon: Tag, label: t('tag'), run: () => openDialog({ name: 'tags', ids }) },
    {
      id: 'move',
      icon: FolderInput,
      label: t('move'),
      short: t('moveShort'),
      run: () => openDialog({ name: 'move', ids }),
    },
    {
      id: 'retry',
      icon: RotateCcw,
      label: t('retry', { count: retryable.length }),
      whyNot: summary && retryable.length === 0 ? t('noneFailed') : null,
      run: () => openDialog({ name: 'retryMany', ids }),
    },
    {
      id: 'compare',
      icon: Columns2,
      label: t('compare'),
      whyNot: isComparable ? null : t('notComparable', { count: mostCompared }),
      run: () => enterCompare(ids),
    },
    {
      id: 'stitch',
      icon: Film,
      label: stitch('entry'),
      short: stitch('entryShort'),
      whyNot: isStitchable ? null : stitch('whyNot', { fewest: fewestStitched, most: mostStitched }),
      run: () => openDialog({ name: 'stitch', videoIds: ids }),
    },
    allTrashed
      ? { id: 'restore', icon: Undo2, label: t('restore'), run: () => void restore(ids) }
      : { id: 'trash', icon: Trash2, label: t('trash'), short: t('trashShort'), run: () => void trash(ids) },
  ];
}
