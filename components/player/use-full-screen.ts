import { type RefObject, useEffect, useState } from 'react';

/** Full screen for an element with all that is in it; `toggle` is `null` where the browser has none, as on an iPhone. */
export function useFullScreen(element: RefObject<HTMLElement | null>) {
  const [isFull, setIsFull] = useState(false);

  useEffect(() => {
    const follow = () => setIsFull(document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, [element]);

  async function toggle(): Promise<void> {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await element.current?.requestFullscreen();
    } catch {
      // A browser may refuse it, and says so itself.
    }
  }

  return { isFull, toggle: document.fullscreenEnabled ? toggle : null };
}
