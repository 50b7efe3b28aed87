import type { LucideIcon } from 'lucide-react';

/** One thing that can be done to a video, or to several, as a menu or a bar shows it. */
export type MenuEntry = {
  id: string;
  icon: LucideIcon;
  label: string;
  /** The same where there is little room. */
  short?: string;
  /** The single key that does the same. */
  shortcut?: string;
  /** Why it cannot be done now; then it is shown and does nothing. */
  whyNot?: string | null;
  run: () => void;
};

/** Entries that belong together, between two lines. */
export type MenuGroup = readonly MenuEntry[];
