import { useEffect, useState } from 'react';
import type { Framing, Pixels } from '@/lib/media/framing';
import { fitImage } from './fit-images';

/** It is encoded once the image has come to rest: encoding at each move would make the moves stutter. */
const restMs = 250;

/** What came of a wish. */
type Fitted = { file: File | null; wish: string };

/** What would be sent: `undefined` for as long as that is being found out, `null` where it cannot be drawn here. */
export function useFittedFile(file: File, frame: Pixels | null, framing: Framing): File | null | undefined {
  const [found, setFound] = useState<Fitted | null>(null);
  const wish = JSON.stringify([frame, framing]);

  useEffect(() => {
    let isGone = false;
    const timer = setTimeout(() => {
      const [size, laid] = JSON.parse(wish) as [Pixels | null, Framing];
      fitImage(file, size, laid).then(
        (fitted) => !isGone && setFound({ file: fitted, wish }),
        () => !isGone && setFound({ file: null, wish }),
      );
    }, restMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [file, wish]);

  return found?.wish === wish ? found.file : undefined;
}
