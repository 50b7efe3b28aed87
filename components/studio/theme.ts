import { useSyncExternalStore } from 'react';

/** In the order in which the switch goes round. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'theme';
/** Heard by the script that stands in every page; see `app/theme-script.ts`. */
const eventName = 'firstframe:theme';

let chosen: Theme | null = null;

function readTheme(): Theme {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(storageKey);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  return themes.find((theme) => theme === stored) ?? chosen ?? 'system';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  window.addEventListener(eventName, listener);
  return () => {
    window.removeEventListener('storage', listener);
    window.removeEventListener(eventName, listener);
  };
}

/** Chooses a theme, for this visit and the next. */
export function setTheme(theme: Theme): void {
  chosen = theme;
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Storage may be forbidden.
  }
  window.dispatchEvent(new CustomEvent(eventName, { detail: theme }));
}

/** What was chosen; only the browser knows, so the server draws `system`. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, readTheme, () => 'system');
}
