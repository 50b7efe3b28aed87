/** How much memory the kept frames of one video may take. A frame of 1280 × 720 takes 3.7 MB. */
const defaultBytes = 128 * 1024 * 1024;
const fewest = 4;
const most = 96;

/**
 * Decoded frames near the playhead, as pictures of their own: a decoder has few frames, and must have them back at once.
 * The canvases are used again and again, so memory stays flat however long one plays.
 */
export class FrameCache {
  readonly capacity: number;
  readonly #size: { width: number; height: number };
  readonly #frames = new Map<number, OffscreenCanvas>();

  constructor(size: { width: number; height: number }, bytes = defaultBytes) {
    this.#size = size;
    const fits = Math.floor(bytes / (4 * size.width * size.height));
    this.capacity = Math.min(most, Math.max(fewest, fits));
  }

  get(frame: number): OffscreenCanvas | null {
    return this.#frames.get(frame) ?? null;
  }

  has(frame: number): boolean {
    return this.#frames.has(frame);
  }

  /** Whether all frames from one to another are kept. */
  hasAll(first: number, last: number): boolean {
    for (let frame = first; frame <= last; frame += 1) if (!this.#frames.has(frame)) return false;
    return true;
  }

  /** Keeps a frame; where there is no room, the one farthest from `near` goes. Not at all where that is itself. */
  keep(frame: number, near: number, draw: (context: OffscreenCanvasRenderingContext2D) => void): void {
    if (this.#frames.has(frame)) return;
    let canvas: OffscreenCanvas | null = null;
    if (this.#frames.size >= this.capacity) {
      const farthest = [...this.#frames.keys()].reduce((one, other) =>
        Math.abs(other - near) > Math.abs(one - near) ? other : one,
      );
      if (Math.abs(farthest - near) <= Math.abs(frame - near)) return;
      canvas = this.#frames.get(farthest) ?? null;
      this.#frames.delete(farthest);
    }
    canvas ??= new OffscreenCanvas(this.#size.width, this.#size.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) return;
    draw(context);
    this.#frames.set(frame, canvas);
  }

  clear(): void {
    // A canvas without pixels holds no memory, whenever it is collected.
    for (const canvas of this.#frames.values()) canvas.width = 0;
    this.#frames.clear();
  }
}
