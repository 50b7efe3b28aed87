import type { ComponentType } from 'react';
import { late, useLate } from '@/components/ui/late';
import { closeDialog, type OpenDialog, useOpenDialog } from './dialogs';

const loadPalette = () => import('@/components/commands/palette').then((module) => module.Palette);

/** Each dialog by its name, loaded when it is first wanted. */
const dialogs: { [Name in OpenDialog['name']]: ComponentType<DialogPart<Name>> } = {
  framing: late(() => import('@/components/framing/framing-dialog').then((module) => module.FramingDialog)),
  pictures: late(() =>
    import('@/components/pictures/pictures-dialog').then((module) => module.PicturesDialog),
  ),
  prompts: late(() => import('@/components/prompts/prompts-dialog').then((module) => module.PromptsDialog)),
  improve: late(() => import('@/components/prompts/improve-dialog').then((module) => module.ImproveDialog)),
  price: late(() => import('@/components/spending/price-dialog').then((module) => module.PriceDialog)),
  request: late(() => import('@/components/request/request-dialog').then((module) => module.RequestDialog)),
  tags: late(() => import('@/components/selection/tags-dialog').then((module) => module.TagsDialog)),
  move: late(() => import('@/components/selection/move-dialog').then((module) => module.MoveDialog)),
  retryMany: late(() => import('@/components/selection/retry-dialog').then((module) => module.RetryDialog)),
  palette: late(loadPalette),
  shortcuts: late(() =>
    import('@/components/commands/shortcut-sheet').then((module) => module.ShortcutSheet),
  ),
  news: late(() => import('@/components/news/news-dialog').then((module) => module.NewsDialog)),
  compare: late(() => import('@/components/compare/compare-dialog').then((module) => module.CompareDialog)),
  share: late(() => import('@/components/share/share-dialog').then((module) => module.ShareDialog)),
  stitch: late(() => import('@/components/stitch/stitch-dialog').then((module) => module.StitchDialog)),
  matrix: late(() => import('@/components/matrix/matrix-dialog').then((module) => module.MatrixDialog)),
  filters: late(() => import('@/components/find/filters-dialog').then((module) => module.FiltersDialog)),
  projects: late(() => import('@/components/find/projects-dialog').then((module) => module.ProjectsDialog)),
};

/** What a dialog is given: what it was opened with, and the way to close it. */
export type DialogPart<Name extends OpenDialog['name']> = Extract<OpenDialog, { name: Name }> & {
  onClose: () => void;
};

/**
 * The dialog that is open over the studio, if one is.
 * @param isAhead fetches what is opened by a key and typed into in the same breath
 */
export function DialogsShown({ isAhead }: { isAhead: boolean }) {
  const open = useOpenDialog();
  useLate(loadPalette, isAhead);
  if (!open) return null;
  // Each is given what it was opened with; the types cannot follow a name into a table.
  const Shown = dialogs[open.name] as ComponentType<OpenDialog & { onClose: () => void }>;
  return <Shown {...open} onClose={closeDialog} />;
}
