import { useSyncExternalStore } from 'react';

/** How the gallery is looked at: as pictures of a size from 0 to 4, or as a dense list. */
export type View = { isList: boolean; size: number };

export const largestSize = 4;
/** The button that opens the choice of a date. */
export const datesId = 'gallery-dates';
const usual: View = { isList: false, size: 2 };
const storageKey = 'firstframe.view';

let view: View | null = null;
const listeners = new Set<() => void>();

/** What was stored, where it can be read; another release may have written it, or a person. */
export function readView(text: string | null): View {
  try {
    const stored: unknown = JSON.parse(text ?? 'null');
    if (typeof stored !== 'object' || stored === null) return usual;
    const { isList, size } = stored as Partial<View>;
    const isSize = Number.isInteger(size) && Number(size) >= 0 && Number(size) <= largestSize;
    return { isList: isList === true, size: isSize ? Number(size) : usual.size };
  } catch {
    return usual;
  }
}

function getView(): View {
  if (!view) {
    try {
      view = readView(localStorage.getItem(storageKey));
    } catch {
      view = usual;
    }
  }
  return view;
}

/** Changes how the gallery is looked at, and remembers it in this browser. */
export function setView(change: Partial<View>): void {
  view = { ...getView(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(view));
  } catch {
    // Where nothing can be kept, it holds for this page.
  }
  for (const listener of listeners) listener();
}

/** Pictures instead of a list, or the other way round. */
export function toggleList(): void {
  setView({ isList: !getView().isList });
}

/** Pictures that are so many steps larger, as far as there are steps. */
export function changeSize(by: number): void {
  setView({ isList: false, size: Math.min(largestSize, Math.max(0, getView().size + by)) });
}

export function useView(): View {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getView,
    () => usual,
  );
}

/** How high tiles are at the middle size: more room, larger pictures. */
function usualHeight(width: number): number {
  if (width >= 1_840) return 260;
  return width >= 1_200 ? 220 : 184;
}

/** What a step of the slider makes of that. */
const factors = [0.5, 0.7, 1, 1.4, 2];
/** On a phone a picture in a row, two, or three. */
const narrowFactors = [0.38, 0.6, 1, 1.4, 2];

/** Below this a list has two lines in each row, and gaps are narrow. */
const narrowPx = 616;

/** The shape of the gallery for a width in pixels. `rem` is how many pixels letters are set by. */
export function shapeFor({ isList, size }: View, width: number, rem: number) {
  const head = Math.round(3.375 * rem);
  const isNarrow = width < narrowPx;
  if (isList) return { isList, width, head, gap: 0, height: Math.round((isNarrow ? 4 : 3) * rem) };
  const factor = (isNarrow ? narrowFactors : factors)[size] ?? 1;
  const gap = isNarrow ? 8 : width >= 1_200 ? 16 : 12;
  return { isList, width, head, gap, height: Math.round(usualHeight(width) * factor) };
}
