import { type Input, type InputAudioTrack, type VideoSample, VideoSampleSink } from 'mediabunny';
import { clampFrame, type FrameTable, frameAt } from '@/lib/media/frame-table';
import { FrameCache } from './frame-cache';
import type { FrameSource, SourceSound, Towards } from './frame-source';
import type { OpenVideo } from './open-video';
import { type Lap, playOrder } from './play-order';
import { Reel } from './reel';
import { placeAfter, type Run } from './run';
import { Seeker } from './seeker';
import { Sound } from './sound';

/** Decodes a video's frames itself and draws them on a canvas, each exactly the one that was asked for. */
export class CanvasSource implements FrameSource {
  readonly kind = 'exact';
  readonly table: FrameTable;
  readonly width: number;
  readonly height: number;
  readonly view: HTMLCanvasElement;
  readonly hasSound: boolean;
  onShown: ((frame: number) => void) | null = null;
  readonly #input: Input;
  readonly #audio: InputAudioTrack | null;
  readonly #sink: VideoSampleSink;
  readonly #context: CanvasRenderingContext2D;
  readonly #cache: FrameCache;
  readonly #seeker: Seeker;
  #reel: Reel | null = null;
  #run: Run | null = null;
  #sound: Promise<Sound | null> | null = null;
  /** What is repeated, where it fits into the cache: then it is decoded once, and not at every repeat. */
  #loop: Lap | null = null;
  #shown = -1;

  /** @param cacheBytes how much memory its kept frames may take; less where there are several */
  constructor({ input, track, table, size, audio }: OpenVideo, cacheBytes?: number) {
    this.#input = input;
    this.table = table;
    this.width = size.width;
    this.height = size.height;
    this.#audio = audio;
    this.hasSound = audio !== null;
    this.view = document.createElement('canvas');
    this.view.width = size.width;
    this.view.height = size.height;
    const context = this.view.getContext('2d', { alpha: false });
    if (!context) throw new Error('The browser gives no canvas to draw on.');
    this.#context = context;
    this.#sink = new VideoSampleSink(track);
    this.#cache = new FrameCache(size, cacheBytes);
    this.#seeker = new Seeker(this.#sink, table, this.#cache, (frame) => {
      if (!this.#run) this.#paintKept(frame);
    });
  }

  async show(frame: number, towards: Towards = 0): Promise<void> {
    this.end();
    await this.#seeker.show(clampFrame(this.table, frame), towards);
  }

  async begin(run: Run): Promise<void> {
    this.end();
    this.#seeker.forget();
    this.#run = run;
    const [lap] = playOrder(this.table, { ...run, from: run.part.begin });
    const fits = lap && lap.last - lap.first < this.#cache.capacity;
    this.#loop = run.isLooping && fits ? lap : null;
    this.#reel = new Reel(this.#sink, this.table, run);
    await this.#reel.begun;
  }

  present(played: number): number {
    if (!this.#reel) this.#presentKept(played);
    const due = this.#reel?.take(played);
    if (due) {
      due.sample.draw(this.#context, 0, 0, this.width, this.height);
      if (this.#loop) this.#keep(due.frame, due.sample);
      due.sample.close();
      this.#tell(due.frame);
    }
    return this.#reel?.until ?? Number.POSITIVE_INFINITY;
  }

  end(): void {
    this.#reel?.close();
    this.#reel = null;
    this.#run = null;
    this.#loop = null;
  }

  async grab(frame: number): Promise<Blob> {
    const wanted = clampFrame(this.table, frame);
    const kept = this.#cache.get(wanted);
    if (kept) return kept.convertToBlob({ type: 'image/png' });
    const sample = await this.#sink.getSample(this.table.stamps[wanted] ?? 0);
    const canvas = new OffscreenCanvas(this.width, this.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!sample || !context) throw new Error('The frame could not be decoded.');
    sample.draw(context, 0, 0, this.width, this.height);
    sample.close();
    return canvas.convertToBlob({ type: 'image/png' });
  }

  openSound(): Promise<SourceSound | null> {
    this.#sound ??= this.#audio ? Sound.open(this.#audio, this.table) : Promise.resolve(null);
    return this.#sound;
  }

  close(): void {
    this.end();
    this.#seeker.forget();
    this.#cache.clear();
    // It may still be on its way.
    void this.#sound?.then((sound) => sound?.close()).catch(() => {});
    this.#input.dispose();
    this.view.width = 0;
  }

  #presentKept(played: number): void {
    if (!this.#run || !this.#loop) return;
    this.#paintKept(Math.min(this.#loop.last, frameAt(this.table, placeAfter(this.#run, played))));
  }

  #keep(frame: number, sample: VideoSample): void {
    const { first, last } = this.#loop ?? { first: frame, last: frame };
    this.#cache.keep(frame, (first + last) / 2, (context) => {
      sample.draw(context, 0, 0, this.width, this.height);
    });
    if (!this.#cache.hasAll(first, last)) return;
    this.#reel?.close();
    this.#reel = null;
  }

  #paintKept(frame: number): void {
    const canvas = this.#cache.get(frame);
    if (!canvas || frame === this.#shown) return;
    this.#context.drawImage(canvas, 0, 0);
    this.#tell(frame);
  }

  #tell(frame: number): void {
    this.#shown = frame;
    this.onShown?.(frame);
  }
}
