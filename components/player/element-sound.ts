import type { SourceSound } from './frame-source';

/** The sound of the browser's own player, which keeps it in step by itself. */
export function elementSound(view: HTMLVideoElement): SourceSound {
  let volume = 0;
  const apply = () => {
    view.volume = volume;
    view.muted = volume === 0 || view.playbackRate !== 1;
  };
  view.addEventListener('ratechange', apply);
  return {
    now: () => null,
    wake: async () => {},
    start: apply,
    stop: () => {},
    setVolume(next) {
      volume = next;
      apply();
    },
  };
}
