import { type RefObject, useRef, useState } from 'react';
import { showFrameAt } from './grab-frame';

/** What is stepped by where nobody knows how many frames a second has. */
const assumedFps = 24;

/** The frames of a video by their numbers from 0, and which of them is shown. */
export function useFrames(player: RefObject<HTMLVideoElement | null>, fps: number | null) {
  const rate = fps ?? assumedFps;
  const [count, setCount] = useState(0);
  const [wanted, setWanted] = useState(0);
  const [shown, setShown] = useState<number | null>(null);
  const target = useRef(0);
  const isSeeking = useRef(false);

  /** Goes to a frame, and on to the next one that was asked for meanwhile. */
  async function goTo(frame: number, frames = count): Promise<void> {
    const { current: video } = player;
    if (!video || frames === 0) return;
    target.current = Math.min(frames - 1, Math.max(0, frame));
    setWanted(target.current);
    if (isSeeking.current) return;
    isSeeking.current = true;
    try {
      let at = -1;
      while (at !== target.current) {
        at = target.current;
        // Its middle: the time at which it begins may be rounded into the one before it.
        await showFrameAt(video, (at + 0.5) / rate);
      }
      setShown(at);
    } finally {
      isSeeking.current = false;
    }
  }

  return {
    count,
    wanted,
    /** Whether what is seen is what was asked for. */
    isShown: shown !== null && shown === wanted,
    seconds: wanted / rate,
    goTo,
    step: (frames: number) => goTo(target.current + frames),
    /** The video is there, and how long it is. */
    begin({ duration }: HTMLVideoElement) {
      const frames = Math.max(1, Math.round(duration * rate));
      setCount(frames);
      void goTo(0, frames);
    },
  };
}
