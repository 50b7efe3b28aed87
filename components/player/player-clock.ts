import { isOver, placeAfter, playedAfter, type Run } from './run';

/**
 * The one clock that everything follows: the pictures of one video or of several, and the sound. It has no timer of its
 * own; it is asked with the time of whatever it runs by, which may be the sound card.
 */
export class PlayerClock {
  #run: Run | null = null;
  #startedAt = 0;
  #place = 0;

  /** Where the playhead rests while nothing is played. @param place in seconds since the first frame */
  rest(place: number): void {
    this.#run = null;
    this.#place = place;
  }

  /** Begins a run. @param now in seconds */
  start(run: Run, now: number): void {
    this.#run = run;
    this.#startedAt = now;
  }

  get run(): Run | null {
    return this.#run;
  }

  /** When the run began, by the time that it is asked with; pictures and sound are due so long after it. */
  get startedAt(): number {
    return this.#startedAt;
  }

  /** How much of the run has been played, over all repeats, in seconds of video. */
  played(now: number): number {
    return this.#run ? playedAfter(this.#run, now - this.#startedAt) : 0;
  }

  /** Where the playhead is, in seconds since the first frame. */
  place(now: number): number {
    return this.#run ? placeAfter(this.#run, this.played(now)) : this.#place;
  }

  isOver(now: number): boolean {
    return this.#run !== null && isOver(this.#run, this.played(now));
  }

  /** Goes back to where the slowest is, so that nothing is left behind. @param played seconds of video */
  waitAt(played: number, now: number): void {
    if (this.#run) this.#startedAt = now - played / Math.abs(this.#run.rate);
  }

  /** From now on it is asked with another time. Nothing jumps. */
  follow(oldNow: number, newNow: number): void {
    this.#startedAt += newNow - oldNow;
  }
}
