import type { ImageSlot } from '@/components/studio/draft';

/** What can be asked of the composer from elsewhere on the page: from a note, the palette, a key. */
export type ComposerActions = {
  send: () => void;
  /** Takes a size or a length, and lets the other give way where they do not go together. */
  choose: (changed: 'size' | 'seconds', wish: { size: string } | { seconds: number }) => void;
  chooseImage: (slot: ImageSlot) => void;
  openMore: () => void;
};

let actions: ComposerActions | null = null;

/** Says how it is done, for as long as the composer is there. */
export function offerActions(offered: ComposerActions): () => void {
  actions = offered;
  return () => {
    if (actions === offered) actions = null;
  };
}

/** The actions of the composer on the page, or `null` where there is none. */
export function composerActions(): ComposerActions | null {
  return actions;
}
