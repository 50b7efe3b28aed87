import type { Refusal } from '@/components/composer/refusal';
import { mostOf } from '@/components/composer/to-create';
import { type OpenDialog, openDialog } from '@/components/studio/dialogs';
import type { Draft } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';

/** What the page is like when a command is chosen, and what it can be made to do. */
export type Situation = {
  draft: Draft;
  model: Model | null;
  refusal: Refusal | null;
  /** The newest video there is. */
  newestId: string | null;
  isRoomOpen: boolean;
  /** Whether the gallery shows less than all there is. */
  isFiltered: boolean;
  /** The video of the room that is open. */
  roomId: string | null;
  /** What is chosen in the gallery, and whether all of it can be watched as far as that is known here. */
  chosen: { ids: readonly string[]; areReady: boolean };
  go: (address: string) => void;
  setTheme: (theme: 'system' | 'light' | 'dark') => void;
  switchLanguage: () => void;
  emptyForm: () => void;
};

export type Command = {
  /** Its name is the message `commands.name.ID`. */
  id: string;
  group: 'make' | 'pictures' | 'settings' | 'find' | 'go' | 'look';
  /** What else it may be looked for by, in both languages. */
  keywords: string;
  keys?: readonly string[];
  /** Whether it makes sense now; left out: always. */
  isOffered?: (situation: Situation) => boolean;
  run: (situation: Situation) => void;
};

/** Under the review room the composer cannot be seen. */
export const inStudio = ({ isRoomOpen }: Situation) => !isRoomOpen;

export const takesLast = ({ model }: Situation) => model !== null && mostOf(model, 'last_frame') > 0;

/** What a command does that opens a dialog. */
export function opens(dialog: OpenDialog): Pick<Command, 'isOffered' | 'run'> {
  return {
    isOffered: inStudio,
    run: () => openDialog(dialog),
  };
}
