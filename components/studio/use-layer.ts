import { type RefObject, useEffect, useRef } from 'react';

/** Where the focus belongs when a layer is closed: the tile of the video that was seen last. */
function focusTile(id: string): void {
  document.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`)?.focus();
}

/**
 * What lies over the whole gallery takes the focus, and gives it back to the tile of its video; the gallery below keeps
 * its place.
 * @param id the video that is seen now
 */
export function useLayer(layer: RefObject<HTMLElement | null>, id: string): void {
  const seen = useRef(id);
  seen.current = id;
  useEffect(() => {
    // What was asked for in it may have taken the focus already.
    if (!layer.current?.contains(document.activeElement)) layer.current?.focus();
    const scroll = document.body.style.overflow;
    document.body.style.overflow = 'hidden';
    return () => {
      document.body.style.overflow = scroll;
      // The gallery is inert until the layer is gone.
      requestAnimationFrame(() => focusTile(seen.current));
    };
  }, [layer]);
}
