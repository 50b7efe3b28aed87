import { useLayoutEffect, useRef } from 'react';
import type { FramePlayer } from './frame-player';

/** The view of a player where React has no hand in it: it is the source's own element. */
export function PlayerView({ player }: { player: FramePlayer }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { view } = player.leader;
    view.className = 'block size-full object-contain';
    view.dataset.view = player.leader.kind;
    place.current?.replaceChildren(view);
  }, [player]);
  return <div ref={place} className="absolute inset-0" />;
}
