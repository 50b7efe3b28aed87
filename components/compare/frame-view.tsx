import { useLayoutEffect, useRef } from 'react';
import type { FrameSource } from '@/components/player/frame-source';

/** How much is magnified, and around which point: parts of the width and the height from the upper left. */
export type Zoom = { scale: number; x: number; y: number };

/** The picture of a source, fitted into its box, magnified as all others are. */
export function FrameView({ source, zoom, label }: { source: FrameSource; zoom: Zoom; label: string }) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const { view } = source;
    Object.assign(view.style, { width: '100%', height: '100%', objectFit: 'contain', display: 'block' });
    view.ariaLabel = label;
    view.role = 'img';
    box.current?.append(view);
  }, [source, label]);

  return (
    <div
      ref={box}
      className="absolute inset-0"
      style={{
        transform: zoom.scale === 1 ? undefined : `scale(${zoom.scale})`,
        transformOrigin: `${zoom.x * 100}% ${zoom.y * 100}%`,
      }}
    />
  );
}
