import {
  Check,
  Columns2,
  Copy,
  Download,
  ExternalLink,
  FileJson,
  FolderInput,
  ImageDown,
  ImageUp,
  Link,
  Play,
  Share2,
  SlidersHorizontal,
  Star,
  StarOff,
  Tag,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useReuse } from '@/components/review/use-reuse';
import { openDialog } from '@/components/studio/dialogs';
import { enterRoom, leaveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';
import { downloadUrl } from '@/lib/client/change-video';
import { copyText } from '@/lib/client/copy-text';
import type { Video } from '@/lib/jobs/wire';
import { downloadFile } from './download-file';
import type { MenuGroup } from './menu-entry';
import type { MenuPlace } from './open-menu';
import { toggle } from './selection';
import { changeSelection, clearSelection } from './selection-store';
import { useMarks } from './use-marks';
import { useNextEntries } from './use-next-entries';
import { useVideoFrame } from './use-video-frame';

/**
 * Everything that can be done to one video, for the menu of its tile and that of the review room. What its state rules out is
 * left out; what it only forbids says why.
 */
export function useVideoEntries(video: Video, place: MenuPlace): MenuGroup[] {
  const t = useTranslations('selection');
  const compare = useTranslations('compare');
  const review = useTranslations('review');
  const share = useTranslations('share');
  const { star, trash, restore } = useMarks();
  const next = useNextEntries(video, place);
  const reuse = useReuse(video);
  const takeFrame = useVideoFrame();
  const { id, firstframe, prompt } = video;
  const isInGallery = place === 'gallery';
  const isReady = video.status === 'completed';
  const isStarred = firstframe.starred === true;
  const isTrashed = firstframe.trashed_at !== null;
  const address = `/videos/${encodeURIComponent(id)}`;

  /** The composer stands where the bar of the selection is, and under the room. */
  function toComposer(fill: () => Promise<void>): () => void {
    return () => {
      clearSelection();
      if (!isInGallery) leaveRoom();
      void fill();
    };
  }

  function copy(text: string, said: string): void {
    void copyText(text).then(() => showToast(said));
  }

  const groups: MenuGroup[] = [
    [
      ...(isInGallery ? [{ id: 'open', icon: Play, label: t('open'), run: () => enterRoom(id) }] : []),
      {
        id: 'newTab',
        icon: ExternalLink,
        label: t('newTab'),
        run: () => window.open(address, '_blank', 'noopener'),
      },
      ...(isInGallery
        ? [
            {
              id: 'select',
              icon: Check,
              label: t('selectIt'),
              shortcut: 'X',
              run: () => changeSelection((selection) => toggle(selection, id)),
            },
          ]
        : []),
    ],
    [
      {
        id: 'star',
        icon: isStarred ? StarOff : Star,
        label: t(isStarred ? 'unstar' : 'star'),
        shortcut: 'S',
        run: () => void star([id], !isStarred),
      },
      { id: 'tag', icon: Tag, label: t('tag'), run: () => openDialog({ name: 'tags', ids: [id] }) },
      { id: 'move', icon: FolderInput, label: t('move'), run: () => openDialog({ name: 'move', ids: [id] }) },
    ],
    [
      ...(isReady
        ? [
            {
              id: 'compare',
              icon: Columns2,
              label: compare('choose'),
              run: () => openDialog({ name: 'compare', videoId: id }),
            },
            {
              id: 'firstFrame',
              icon: ImageUp,
              label: t('useFirst'),
              run: toComposer(() => takeFrame(video, 'first')),
            },
            {
              id: 'lastFrame',
              icon: ImageDown,
              label: t('useLast'),
              run: toComposer(() => takeFrame(video, 'last')),
            },
          ]
        : []),
      {
        id: 'reuse',
        icon: SlidersHorizontal,
        label: review('reuse'),
        run: () => {
          clearSelection();
          void reuse();
        },
      },
      ...next,
    ],
    [
      ...(isReady
        ? [
            {
              id: 'download',
              icon: Download,
              label: review('download'),
              run: () => downloadFile(downloadUrl(id), firstframe.filename),
            },
            {
              id: 'share',
              icon: Share2,
              label: share('share'),
              run: () => openDialog({ name: 'share', videoIds: [id] }),
            },
          ]
        : []),
      ...(prompt
        ? [
            {
              id: 'copyPrompt',
              icon: Copy,
              label: review('copyPrompt'),
              run: () => copy(prompt, t('promptCopied')),
            },
          ]
        : []),
      {
        id: 'copyLink',
        icon: Link,
        label: t('copyLink'),
        run: () => copy(window.location.origin + address, t('linkCopied')),
      },
      {
        id: 'request',
        icon: FileJson,
        label: t('request'),
        run: () => openDialog({ name: 'request', of: { videoId: id } }),
      },
    ],
    isInGallery
      ? [
          isTrashed
            ? { id: 'restore', icon: Undo2, label: review('restore'), run: () => void restore([id]) }
            : { id: 'trash', icon: Trash2, label: t('trash'), run: () => void trash([id]) },
        ]
      : [],
  ];
  return groups.filter((group) => group.length > 0);
}
