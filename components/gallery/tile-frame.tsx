import type { CSSProperties, ReactNode } from 'react';

type TileFrameProps = { ratio: number; isUnsure?: boolean; children: ReactNode };

/** The box of a tile. Its shape is known before anything is in it, so that nothing ever moves. */
export function TileFrame({ ratio, isUnsure = false, children }: TileFrameProps) {
  return (
    <li
      style={{ '--ratio': ratio } as CSSProperties}
      className={`gallery-tile @container group relative overflow-hidden rounded-tile bg-panel ${isUnsure ? 'border border-unsure' : ''}`}
    >
      {children}
    </li>
  );
}
