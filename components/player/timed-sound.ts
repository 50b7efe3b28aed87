import type { SourceSound } from './frame-source';
import type { PlayerClock } from './player-clock';

const pageNow = () => performance.now() / 1_000;

/** The sound of a player, and the time that its clock goes by: the sound card's while it runs, else the page's. */
export class TimedSound {
  readonly #clock: PlayerClock;
  #sound: SourceSound | null = null;
  #isLeading = false;
  #lastNow = pageNow();

  constructor(clock: PlayerClock) {
    this.#clock = clock;
  }

  /** Takes the place of the sound before it, and plays along with what is being played. */
  replace(sound: SourceSound | null): void {
    this.#sound?.stop();
    this.#sound = sound;
    if (!this.#clock.run) return;
    this.wake();
    this.start();
  }

  /** Asks to be heard. What a browser does not allow stays silent. */
  wake(): void {
    this.#sound?.wake().catch(() => {});
  }

  /** Begins with the clock's run, where it is now. */
  start(): void {
    const { run, startedAt } = this.#clock;
    if (run) this.#sound?.start(run, startedAt);
  }

  stop(): void {
    this.#sound?.stop();
  }

  setVolume(volume: number): void {
    this.#sound?.setVolume(volume);
  }

  /** The time, in seconds. Where the sound card begins to run, or ceases to, the clock goes on without a jump. */
  now(): number {
    const heard = this.#sound?.now() ?? null;
    const isLeading = heard !== null;
    const now = heard ?? pageNow();
    if (isLeading !== this.#isLeading) {
      this.#isLeading = isLeading;
      this.#clock.follow(this.#lastNow, now);
      if (isLeading) this.start();
    }
    this.#lastNow = now;
    return now;
  }
}
