/** The keys of the studio, by what they do. `mod` is ⌘ on a Mac and Ctrl elsewhere. The sheet and the palette show them. */
export const globalKeys = {
  palette: ['mod+K'],
  send: ['mod+Enter'],
  shortcuts: ['?'],
  prompt: ['/', 'N'],
  find: ['F'],
} as const;

/** The keys that choose videos in the gallery, by what they do; they are the selection's. */
export const galleryKeys = {
  select: ['X'],
  extend: ['Shift+ArrowLeft', 'Shift+ArrowRight'],
  all: ['mod+A'],
  clear: ['Escape'],
  star: ['S'],
  menu: ['Shift+F10'],
} as const;

/** The keys of the review room, by what they do; it listens for them itself. */
export const roomKeys = {
  newer: ['ArrowLeft'],
  older: ['ArrowRight'],
  play: ['Space'],
  stepBack: [','],
  stepOn: ['.'],
  shuttleBack: ['J'],
  stop: ['K'],
  shuttleOn: ['L'],
  markFirst: ['I'],
  markLast: ['O'],
  clearMarks: ['X'],
  loop: ['R'],
  mute: ['M'],
  fullScreen: ['F'],
  copyFrame: ['C'],
  star: ['S'],
  leave: ['Escape'],
} as const;

/** The keys of the comparison besides those of its player; it listens for them itself. */
export const compareKeys = {
  step: ['ArrowLeft', 'ArrowRight'],
  wipe: ['W'],
  zoom: ['Z'],
} as const;

const storageKey = 'firstframe.single-keys';

/** Whether a single letter or sign is a shortcut: who speaks to the computer, or slips, can turn that off (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(isOn: boolean): void {
  try {
    localStorage.setItem(storageKey, isOn ? 'on' : 'off');
  } catch {
    // Where nothing can be kept they stay on.
  }
}
