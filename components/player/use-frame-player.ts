import { useEffect, useState } from 'react';
import type { Video } from '@/lib/jobs/wire';
import { FramePlayer } from './frame-player';
import { takeSource } from './open-ahead';
import { recallPlayer, rememberPlayer } from './player-memory';

/** The player of a video, `null` until it shows the first frame. It plays at once, where motion is welcome. */
export function useFramePlayer({ id, firstframe }: Video) {
  const [player, setPlayer] = useState<FramePlayer | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const fps = firstframe.got?.fps ?? null;

  useEffect(() => {
    let isGone = false;
    let opened: FramePlayer | null = null;
    takeSource(id, fps).then(
      (source) => {
        if (isGone) {
          source.close();
          return;
        }
        const made = new FramePlayer([source], recallPlayer());
        opened = made;
        made.store.subscribe(() => rememberPlayer(made.state));
        setPlayer(made);
        if (!matchMedia('(prefers-reduced-motion: reduce)').matches) void made.play();
      },
      () => !isGone && setIsBroken(true),
    );
    return () => {
      isGone = true;
      opened?.close();
      setPlayer(null);
    };
  }, [id, fps]);

  return { player, isBroken };
}
