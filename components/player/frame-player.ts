import { clampFrame, frameAt, middleOf, startOf } from '@/lib/media/frame-table';
import type { FrameSource, Towards } from './frame-source';
import { partOf } from './play-order';
import { PlayerClock } from './player-clock';
import { framesPlayed, type PlayerState, restingState, withMark } from './player-state';
import { PlayerStore } from './player-store';
import { type Run, startRun } from './run';
import { TimedSound } from './timed-sound';

/** So far may pictures be behind; farther, the clock waits for them. */
const toleranceSeconds = 0.25;

/**
 * Plays one video, or several in lock-step, by one clock. The longest leads: its frames are counted, and of each of the
 * others the frame is shown that is seen in the middle of the leader's; one that is over stays on its last.
 */
export class FramePlayer {
  readonly sources: readonly FrameSource[];
  readonly leader: FrameSource;
  readonly store: PlayerStore;
  readonly #clock = new PlayerClock();
  readonly #sound = new TimedSound(this.#clock);
  /** Which play it is: what was begun for an earlier one comes to nothing. */
  #turn = 0;
  #frameRequest = 0;
  #isWaiting = false;

  /** @param sources this player's to close from now on, each with its first frame shown */
  constructor(sources: readonly [FrameSource, ...FrameSource[]], begin: Partial<PlayerState> = {}) {
    this.sources = sources;
    this.leader = sources.reduce((one, other) => (other.table.seconds > one.table.seconds ? other : one));
    this.store = new PlayerStore({ isShown: true, ...begin });
    this.leader.onShown = (frame) => this.#shown(frame);
    document.addEventListener('visibilitychange', this.#onVisibility);
    void this.#openSound();
  }

  get state(): PlayerState {
    return this.store.state;
  }

  /** How many frames there are. */
  get frames(): number {
    return this.leader.table.starts.length;
  }

  /** Plays from where the playhead is. @param rate negative for backwards */
  async play(rate = Math.abs(this.state.rate)): Promise<void> {
    const { frame, isLooping } = this.state;
    const { first, last } = this.#played();
    const part = partOf(this.leader.table, first, last);
    // Where nothing comes after the frame, one means from the beginning.
    const isDone = rate > 0 && frame === last && !isLooping;
    const place = isDone ? part.begin : this.#clock.place(this.#sound.now());
    this.#halt(place);
    const turn = this.#turn;
    const run = startRun(place, rate, part, isLooping);
    this.store.change({ isPlaying: true, rate });
    this.#sound.wake();
    try {
      if (rate > 0) await Promise.all(this.sources.map((source) => source.begin(run)));
    } catch {
      // What cannot be decoded from here on stays where it is.
      if (turn === this.#turn) this.pause();
      return;
    }
    if (turn !== this.#turn) return;
    this.#clock.start(run, this.#sound.now());
    this.#sound.start();
    this.#frameRequest = requestAnimationFrame(this.#tick);
  }

  pause(): void {
    const { frame, isPlaying } = this.state;
    this.store.change({ isPlaying: false });
    if (isPlaying) this.#goTo(frame, 0);
  }

  toggle(): void {
    if (this.state.isPlaying) this.pause();
    else void this.play();
  }

  /** Goes to a frame. What plays goes on from there. */
  seek(frame: number): void {
    this.#goTo(frame, 0);
    this.#playOn();
  }

  /** Stops, and goes so many frames on, or back. */
  step(frames: number): void {
    this.store.change({ isPlaying: false });
    this.#goTo(this.state.frame + frames, frames > 0 ? 1 : -1);
  }

  setRate(rate: number): void {
    this.store.change({ rate });
    this.#playOn();
  }

  setLooping(isLooping: boolean): void {
    this.store.change({ isLooping });
    this.#playOn();
  }

  /** Sets where the part begins or ends: at the present frame, or at another one. */
  mark(which: 'first' | 'last', frame = this.state.frame): void {
    const marks = withMark(this.state.marks, which, clampFrame(this.leader.table, frame));
    this.store.change({ marks });
    this.#playOn();
  }

  clearMarks(): void {
    this.store.change({ marks: restingState.marks });
    this.#playOn();
  }

  setVolume(volume: number, isMuted = false): void {
    this.store.change({ volume, isMuted });
    this.#sound.wake();
    this.#applyVolume();
  }

  close(): void {
    this.#halt(0);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    for (const source of this.sources) source.close();
  }

  /** Out of sight nothing is drawn, so nothing is played either. */
  #onVisibility = (): void => {
    if (document.hidden) this.pause();
  };

  /** The first one is heard; where its sound cannot be decoded it is silent. */
  async #openSound(): Promise<void> {
    const sound = await this.sources[0]?.openSound().catch(() => null);
    this.#sound.replace(sound ?? null);
    this.#applyVolume();
  }

  #played(): { first: number; last: number } {
    return framesPlayed(this.state.marks, this.frames);
  }

  #playOn(): void {
    const { isPlaying, rate } = this.state;
    if (isPlaying) void this.play(rate);
  }

  /** Ends what is played. @param place where the playhead rests, in seconds */
  #halt(place: number): void {
    this.#turn += 1;
    cancelAnimationFrame(this.#frameRequest);
    this.#sound.stop();
    this.#clock.rest(place);
    this.#isWaiting = false;
    for (const source of this.sources) source.end();
  }

  #goTo(frame: number, towards: Towards): void {
    const wanted = clampFrame(this.leader.table, frame);
    this.#halt(startOf(this.leader.table, wanted));
    this.store.change({ frame: wanted, isShown: wanted === this.state.frame && this.state.isShown });
    this.#show(wanted, towards);
  }

  #show(frame: number, towards: Towards): void {
    const middle = middleOf(this.leader.table, frame);
    for (const source of this.sources) {
      const own = source === this.leader ? frame : frameAt(source.table, middle);
      // What cannot be decoded keeps the picture before it, and is not said to be shown.
      source.show(own, towards).catch(() => {});
    }
  }

  #tick = (): void => {
    const { run } = this.#clock;
    const now = this.#sound.now();
    if (!run) return;
    if (this.#clock.isOver(now)) {
      this.#finish(run);
      return;
    }
    if (run.rate > 0) this.#present(now);
    else this.#presentBackwards(now);
    this.#frameRequest = requestAnimationFrame(this.#tick);
  };

  #present(now: number): void {
    const played = this.#clock.played(now);
    const until = Math.min(...this.sources.map((source) => source.present(played)));
    if (this.#isWaiting && until > played) {
      this.#isWaiting = false;
      this.#sound.start();
    } else if (this.#isWaiting || played - until > toleranceSeconds) {
      this.#isWaiting = true;
      this.#sound.stop();
      this.#clock.waitAt(until, now);
    }
  }

  #presentBackwards(now: number): void {
    const { first, last } = this.#played();
    const at = frameAt(this.leader.table, this.#clock.place(now));
    const frame = Math.min(last, Math.max(first, at));
    if (frame === this.state.frame) return;
    this.store.change({ frame, isShown: false });
    this.#show(frame, -1);
  }

  #finish({ rate, part }: Run): void {
    const { first, last } = this.#played();
    this.store.change({ isPlaying: false });
    this.#goTo(rate > 0 ? last : first, 0);
    this.#clock.rest(rate > 0 ? part.end : part.begin);
  }

  #shown(frame: number): void {
    const isForwards = (this.#clock.run?.rate ?? 0) > 0;
    if (isForwards) this.store.change({ frame, isShown: true });
    else this.store.change({ isShown: frame === this.state.frame });
  }

  #applyVolume(): void {
    const { volume, isMuted } = this.state;
    this.#sound.setVolume(isMuted ? 0 : volume);
  }
}
