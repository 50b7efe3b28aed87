/** How what opens beside something looks: menus and whatever else lies over the page without being a dialog. */
export const popupLook =
  'z-50 min-w-48 rounded-tile border border-line bg-panel p-1 text-13 text-text shadow-raised outline-none';

/** A row of a menu: one line with a pointer, high enough for a finger. */
export const itemLook =
  'flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-control px-2.5 py-1 outline-none data-highlighted:bg-raised data-disabled:text-faint pointer-coarse:min-h-11';
