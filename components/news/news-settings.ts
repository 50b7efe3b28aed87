import { useSyncExternalStore } from 'react';
import { keep, readKept } from './kept';

/** How this browser tells that a video ended. */
export type NewsSettings = { notify: boolean; count: boolean; sound: boolean };

const storageKey = 'firstframe.news';

const atFirst: NewsSettings = { notify: false, count: true, sound: false };

let settings: NewsSettings | null = null;
const listeners = new Set<() => void>();

/** What was kept, as far as it can be read. */
export function readSettings(text: string | null): NewsSettings {
  try {
    const stored: unknown = JSON.parse(text ?? '');
    const kept = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
    const names = Object.keys(atFirst) as (keyof NewsSettings)[];
    const known = names.map((name) => [name, typeof kept[name] === 'boolean' ? kept[name] : atFirst[name]]);
    return Object.fromEntries(known) as NewsSettings;
  } catch {
    return atFirst;
  }
}

export function newsSettings(): NewsSettings {
  settings ??= readSettings(readKept(storageKey));
  return settings;
}

/** Sets it in every tab of this browser. */
export function setNewsSettings(changes: Partial<NewsSettings>): void {
  settings = { ...newsSettings(), ...changes };
  keep(storageKey, JSON.stringify(settings));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const follow = ({ key, newValue }: StorageEvent) => {
    if (key !== storageKey) return;
    settings = readSettings(newValue);
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', follow);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', follow);
  };
}

export function useNewsSettings(): NewsSettings {
  return useSyncExternalStore(subscribe, newsSettings, () => atFirst);
}
