import type { VideoSampleSink } from 'mediabunny';
import { clampFrame, type FrameTable, frameStamped } from '@/lib/media/frame-table';
import type { FrameCache } from './frame-cache';
import type { Towards } from './frame-source';

/** While somebody drags, a picture is finished now and then, though it is not the newest one that was asked for. */
const stillEveryMs = 120;
/** What lies so little ahead is reached sooner by going on than by beginning at a key frame. */
const nearAhead = 48;

type Wish = { frame: number; towards: Towards };

/** How many frames before and after one are kept along with it, by where the next one is likely to be. */
function surroundings(capacity: number, towards: Towards): { before: number; after: number } {
  if (towards < 0) return { before: Math.min(24, Math.floor((capacity * 2) / 3)), after: 0 };
  const few = Math.min(8, Math.floor(capacity / 3));
  return towards > 0 ? { before: 0, after: few } : { before: few, after: Math.floor(few / 2) };
}

/**
 * Finds single frames: decodes from the key frame before one up to it, and keeps those around it. There is one search at
 * a time; a wish that makes it pointless ends it.
 */
export class Seeker {
  readonly #sink: VideoSampleSink;
  readonly #table: FrameTable;
  readonly #cache: FrameCache;
  readonly #paint: (frame: number) => void;
  #wish: Wish | null = null;
  /** Backwards, what comes next is looked for before it is asked for. */
  #reserve: number | null = null;
  #isWorking = false;
  #painted: PromiseWithResolvers<void> | null = null;
  #isForgotten = false;
  #paintedAt = 0;

  /** @param paint called with a frame that was wished for, when it is in the cache */
  constructor(sink: VideoSampleSink, table: FrameTable, cache: FrameCache, paint: (frame: number) => void) {
    this.#sink = sink;
    this.#table = table;
    this.#cache = cache;
    this.#paint = paint;
  }

  /**
   * @returns when this wish, or a later one, has been painted
   * @throws where the video cannot be decoded
   */
  async show(frame: number, towards: Towards): Promise<void> {
    this.#wish = { frame, towards };
    this.#isForgotten = false;
    this.#painted ??= Promise.withResolvers<void>();
    const { promise } = this.#painted;
    if (this.#cache.has(frame)) this.#fulfil(frame);
    if (towards < 0) this.#reserveBefore(frame);
    // It goes on for a little after the picture is there, to have those around it too.
    if (!this.#isWorking) void this.#workOff();
    await promise;
  }

  /** Gives up what is wished for and looked for, when something else is going to be shown. */
  forget(): void {
    this.#isForgotten = true;
    this.#wish = null;
    this.#reserve = null;
    this.#settle()?.resolve();
  }

  /** What those who wait are told by, once. */
  #settle(): PromiseWithResolvers<void> | null {
    const painted = this.#painted;
    this.#painted = null;
    return painted;
  }

  #reserveBefore(frame: number): void {
    const { before } = surroundings(this.#cache.capacity, -1);
    let lowest = frame;
    while (lowest > 0 && this.#cache.has(lowest - 1)) lowest -= 1;
    this.#reserve = lowest > 0 && frame - lowest < before / 2 ? lowest - 1 : null;
  }

  #fulfil(frame: number): void {
    this.#wish = null;
    this.#paintedAt = performance.now();
    this.#paint(frame);
    this.#settle()?.resolve();
  }

  async #workOff(): Promise<void> {
    this.#isWorking = true;
    try {
      while (!this.#isForgotten) {
        const wish = this.#nextWish();
        if (wish === null) break;
        await this.#search(wish);
        // What the file lists and does not hold is not looked for again and again.
        if (this.#wish?.frame === wish.frame && !this.#cache.has(wish.frame)) this.#wish = null;
      }
    } catch (error) {
      this.#settle()?.reject(error);
    } finally {
      this.#isWorking = false;
      this.#settle()?.resolve();
    }
  }

  #nextWish(): Wish | null {
    if (this.#wish) return this.#wish;
    const reserve = this.#reserve;
    this.#reserve = null;
    return reserve === null ? null : { frame: reserve, towards: -1 };
  }

  /** Decodes what is around a frame into the cache, as long as somebody wants something of it. */
  async #search({ frame: target, towards }: Wish): Promise<void> {
    const { before, after } = surroundings(this.#cache.capacity, towards);
    const first = clampFrame(this.#table, target - before);
    let last = clampFrame(this.#table, target + after);
    // Leaving the loop gives back what was decoded ahead.
    for await (const sample of this.#sink.samples(this.#table.stamps[first])) {
      const frame = frameStamped(this.#table, sample.timestamp);
      if (frame >= first && !this.#isForgotten) {
        this.#cache.keep(frame, this.#wish?.frame ?? target, (context) => {
          sample.draw(context, 0, 0, context.canvas.width, context.canvas.height);
        });
      }
      sample.close();
      const wish = this.#wish?.frame ?? null;
      if (wish !== null && this.#cache.has(wish)) this.#fulfil(wish);
      else if (wish !== null && wish > frame && wish - frame < nearAhead) last = Math.max(last, wish);
      else if (wish !== null && this.#isLeft(frame, target)) return;
      if (this.#isForgotten || frame >= last) return;
    }
  }

  /** Whether to go to what is wished for now, which lies elsewhere: at once, or after one more picture. */
  #isLeft(frame: number, target: number): boolean {
    const isLate = performance.now() - this.#paintedAt > stillEveryMs;
    if (isLate && frame < target) return false;
    if (isLate && frame === target) {
      this.#paintedAt = performance.now();
      this.#paint(frame);
    }
    return true;
  }
}
