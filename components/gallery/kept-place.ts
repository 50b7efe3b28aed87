import type { GalleryModel } from './gallery-model';

/** Where somebody left the gallery: under which filter, which tile was first, and how far below the window's edge. */
type KeptPlace = { filter: string; date: string; fromEnd: number; below: number };

const storageKey = 'firstframe.place';
let hasLeft = false;

/** Remembers what is seen, for whoever comes back to this tab's gallery from another page, or loads it again. */
export function keepPlace(model: GalleryModel, filter: string): void {
  hasLeft = true;
  const anchor = model.anchor();
  const place: KeptPlace | null = anchor && {
    filter,
    date: anchor.spot.date,
    fromEnd: anchor.spot.fromEnd,
    below: anchor.y - model.top,
  };
  try {
    if (place) sessionStorage.setItem(storageKey, JSON.stringify(place));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // Where nothing can be kept it begins at the top.
  }
}

/** Goes to where the gallery was left, once. @returns whether it was left somewhere */
export function takePlace(model: GalleryModel, filter: string): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  const isReturn = hasLeft || (entry instanceof PerformanceNavigationTiming && entry.type !== 'navigate');
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Partial<KeptPlace> | null;
    sessionStorage.removeItem(storageKey);
    if (!isReturn || !kept || kept.filter !== filter || typeof kept.date !== 'string') return false;
    const [fromEnd, below] = [Number(kept.fromEnd), Number(kept.below)];
    if (!Number.isInteger(fromEnd) || !Number.isFinite(below)) return false;
    model.goToSpot({ date: kept.date, fromEnd }, below);
    return true;
  } catch {
    return false;
  }
}
