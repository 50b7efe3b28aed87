import { useCallback, useEffect, useRef } from 'react';
import type { Place } from '@/components/library/use-neighbours';
import { addressedRoom } from '@/components/studio/room';
import { takeStep, type Walk, wishStep } from './walk';

/**
 * Steps from video to video that are not lost where the next one is not known yet: it is gone to as soon as it is.
 * @param onGo goes to another video
 * @returns asks for a step: 1 to the older video, -1 to the newer one
 */
export function useWalk(
  id: string,
  place: Place,
  onGo: (id: string) => void,
): (step: 1 | -1, isRepeat?: boolean) => void {
  const walk = useRef<Walk>({ at: id, wish: 0 });
  const shown = useRef({ id, place });
  const here = useCallback(
    () => ({ addressed: addressedRoom(), shown: shown.current.id, place: shown.current.place }),
    [],
  );

  const goOn = useCallback(() => {
    const taken = takeStep(walk.current, here());
    walk.current = taken.walk;
    if (taken.to !== null) onGo(taken.to);
  }, [here, onGo]);

  // With everything that becomes known.
  useEffect(() => {
    shown.current = { id, place };
    goOn();
  });

  return useCallback(
    (step, isRepeat = false) => {
      walk.current = wishStep(walk.current, step, here(), isRepeat);
      goOn();
    },
    [here, goOn],
  );
}
