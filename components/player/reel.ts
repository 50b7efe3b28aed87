import type { VideoSample, VideoSampleSink } from 'mediabunny';
import { type FrameTable, frameStamped } from '@/lib/media/frame-table';
import { type Lap, playOrder } from './play-order';
import type { Run } from './run';

/** A decoded frame, and when it is due. */
type Ready = { sample: VideoSample; frame: number; due: number };
type Samples = ReturnType<VideoSampleSink['samples']>;

type Opened = { lap: Lap; samples: Samples };

/**
 * How many decoded frames wait to be shown, besides those that Mediabunny has in hand: it feeds a decoder up to 40 frames
 * before the first one comes out, and goes on when fewer than 8 are left.
 */
const mostReady = 4;
/** So many frames before its end, the next repeat is begun: a second and more. */
const aheadOfRepeat = 30;

/**
 * Decodes ahead of a run that goes forwards. The next repeat is begun while the present one is played, so that a loop has
 * no gap though its first frame may need many before it to be decoded.
 */
export class Reel {
  readonly #sink: VideoSampleSink;
  readonly #table: FrameTable;
  readonly #ready: Ready[] = [];
  readonly #decoding = new Set<Samples>();
  #isClosed = false;
  #isDone = false;
  #newestDue = 0;
  #room: (() => void) | null = null;
  readonly #begun = Promise.withResolvers<void>();

  constructor(sink: VideoSampleSink, table: FrameTable, run: Run) {
    this.#sink = sink;
    this.#table = table;
    this.#pump(run).then(
      () => this.#begun.resolve(),
      (error) => this.#begun.reject(error),
    );
    // Who does not wait for the beginning learns of a failure when nothing comes.
    this.#begun.promise.catch(() => {});
  }

  /** When the first frame is there, or the reel was closed. Fails where the video cannot be decoded. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  /** Up to where it has pictures; infinite where all of them are there. */
  get until(): number {
    return this.#isDone && this.#ready.length === 0 ? Number.POSITIVE_INFINITY : this.#newestDue;
  }

  /** The newest frame that is due, which is the caller's to close; those before it are let go. */
  take(played: number): Ready | null {
    let due: Ready | null = null;
    while (this.#ready[0] && this.#ready[0].due <= played + 1e-6) {
      due?.sample.close();
      due = this.#ready.shift() ?? null;
    }
    if (due) this.#room?.();
    return due;
  }

  close(): void {
    this.#isClosed = true;
    for (const { sample } of this.#ready.splice(0)) sample.close();
    for (const samples of this.#decoding) void samples.return();
    this.#decoding.clear();
    this.#room?.();
    this.#begun.resolve();
  }

  #open(order: Iterator<Lap, void>): Opened | null {
    const { value: lap } = order.next();
    if (!lap || this.#isClosed) return null;
    const { stamps } = this.#table;
    const samples = this.#sink.samples(stamps[lap.first], stamps[lap.last + 1] ?? Number.POSITIVE_INFINITY);
    this.#decoding.add(samples);
    return { lap, samples };
  }

  async #pump(run: Run): Promise<void> {
    const order = playOrder(this.#table, run);
    let now = this.#open(order);
    while (now && !this.#isClosed) {
      let next: Opened | null | undefined;
      await this.#play(now, () => {
        next ??= this.#open(order);
      });
      now = next ?? null;
    }
    this.#isDone = true;
  }

  /** @param onNearEnd called, more than once, when it is time to begin the repeat after this one */
  async #play({ lap, samples }: Opened, onNearEnd: () => void): Promise<void> {
    for await (const sample of samples) {
      const frame = frameStamped(this.#table, sample.timestamp);
      if (this.#isClosed || frame < lap.first || frame > lap.last) {
        sample.close();
        if (this.#isClosed) return;
        continue;
      }
      const due = lap.dueOf(frame);
      this.#ready.push({ sample, frame, due });
      this.#newestDue = due;
      this.#begun.resolve();
      if (lap.last - frame <= aheadOfRepeat) onNearEnd();
      while (this.#ready.length >= mostReady && !this.#isClosed) {
        await new Promise<void>((resolve) => {
          this.#room = resolve;
        });
      }
    }
    this.#decoding.delete(samples);
    onNearEnd();
  }
}
