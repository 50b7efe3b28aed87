/** Held by the one tab that tells for all of this browser's. */
const tellerLock = 'firstframe.teller';
/** Shared by all tabs that are seen. */
const seenLock = 'firstframe.seen';

/** Where a page may not lock anything, each of its tabs is alone. */
const locks = () => (globalThis.navigator as { locks?: LockManager }).locks;

/**
 * Takes part in choosing the tab that tells: the first one, and when it goes, the next.
 * @returns whether it is this one, and the way out
 */
export function joinTabs(): { isTeller: () => boolean; leave: () => void } {
  let isTeller = locks() === undefined;
  const leaving = new AbortController();
  const stay = new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
  locks()
    ?.request(tellerLock, { signal: leaving.signal }, () => {
      isTeller = true;
      return stay;
    })
    .catch(() => {});
  return { isTeller: () => isTeller, leave: () => leaving.abort() };
}

/** Says to the other tabs, until it is called off, that this one is seen. */
export function beSeen(): () => void {
  const leaving = new AbortController();
  const stay = new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
  locks()
    ?.request(seenLock, { mode: 'shared', signal: leaving.signal }, () => stay)
    .catch(() => {});
  return () => leaving.abort();
}

/** Whether any tab of the studio is seen. */
export async function isSeen(): Promise<boolean> {
  if (document.visibilityState === 'visible') return true;
  const state = await locks()?.query();
  return state?.held?.some(({ name }) => name === seenLock) ?? false;
}
