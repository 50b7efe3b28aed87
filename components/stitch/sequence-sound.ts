import type { FrameSource, SourceSound } from '@/components/player/frame-source';
import type { Leg } from './sequence-places';

/** The sound of a sequence: that of the part which is on, from the moment at which it is. */
export class SequenceSound implements SourceSound {
  #leg: Leg | null = null;
  #sound: SourceSound | null = null;
  #startedAt: number | null = null;
  #volume = 1;

  /** Goes over to a part, where it is not there yet. */
  follow(leg: Leg, source: FrameSource): void {
    if (this.#leg === leg) return;
    this.#sound?.stop();
    this.#sound = null;
    this.#leg = leg;
    source.openSound().then(
      (sound) => this.#leg === leg && this.#take(sound),
      // What cannot be decoded is silent.
      () => {},
    );
  }

  now(): number | null {
    return this.#sound?.now() ?? null;
  }

  async wake(): Promise<void> {
    await this.#sound?.wake();
  }

  start(_run: unknown, startedAt: number): void {
    this.#startedAt = startedAt;
    this.#play();
  }

  stop(): void {
    this.#startedAt = null;
    this.#sound?.stop();
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    this.#sound?.setVolume(volume);
  }

  #take(sound: SourceSound | null): void {
    this.#sound = sound;
    sound?.setVolume(this.#volume);
    sound?.wake().catch(() => {});
    this.#play();
  }

  /** Sound is heard at its own speed only, so a second of video is one of the clock. */
  #play(): void {
    if (this.#leg && this.#startedAt !== null)
      this.#sound?.start(this.#leg.run, this.#startedAt + this.#leg.due);
  }
}
