import type { FrameTable } from '@/lib/media/frame-table';
import type { Run } from './run';

/** Where frames are likely to be wanted next: before, around or after the one that is shown. */
export type Towards = -1 | 0 | 1;

/**
 * One video whose frames can be shown, each by its number, and played by somebody else's clock. A player may drive
 * several of them in lock-step: it alone knows the time.
 *
 * There are three: `CanvasSource` decodes the frames itself, so that they are exact; `ElementSource` asks the browser's own
 * player for them, where a page may not decode; `SequenceSource`, of the stitch dialog, puts parts of them end to end.
 */
export type FrameSource = {
  /** `exact` where the frame that is shown is known to be the one asked for. */
  readonly kind: 'exact' | 'browser';
  readonly table: FrameTable;
  /** The picture as it is meant to be seen: upright, in square pixels. */
  readonly width: number;
  readonly height: number;
  /** What shows it; the player puts it on the page. */
  readonly view: HTMLElement;
  readonly hasSound: boolean;
  /**
   * Shows a frame. Of several wishes the newest counts, and work on the others is given up.
   * @returns when this frame, or one that was asked for later, is on the view
   */
  show(frame: number, towards?: Towards): Promise<void>;
  /** Makes ready to play forwards. @returns when the first pictures are there, or the run was ended */
  begin(run: Run): Promise<void>;
  /**
   * Shows what is due in the run.
   * @param played seconds of video that have been played, over all repeats
   * @returns up to where it has pictures, in the same seconds; infinite where it lacks none
   */
  present(played: number): number;
  /** Ends the run; what was shown last stays. */
  end(): void;
  /** A frame at its own pixels, for whoever keeps it; exact where the source is. */
  grab(frame: number): Promise<Blob>;
  /** Makes its sound ready, which takes a while; always the same one. @throws where it cannot be decoded */
  openSound(): Promise<SourceSound | null>;
  /** Called with each frame that comes onto the view. */
  onShown: ((frame: number) => void) | null;
  /** Lets everything go. Nothing may be asked of it afterwards. */
  close(): void;
};

/** The sound of a source, which follows its run. */
export type SourceSound = {
  /** The time that it is played by, in seconds; `null` while it is not played, so that nothing can follow it. */
  now(): number | null;
  /** Asks to be heard, which browsers allow once somebody has pressed something. */
  wake(): Promise<void>;
  /** Plays along with a run that began at a time of its own. Only at its own speed: else it is silent. */
  start(run: Run, startedAt: number): void;
  stop(): void;
  /** @param volume from 0 to 1 */
  setVolume(volume: number): void;
};
