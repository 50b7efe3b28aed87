import { clampFrame, endOf, type FrameTable, frameAt, frameStamped, middleOf } from '@/lib/media/frame-table';
import { elementSound } from './element-sound';
import type { FrameSource, SourceSound } from './frame-source';
import { placeAfter, type Run } from './run';

/** Farther from where it should be, it is set right; nearer, that would be worse than the difference. */
const toleranceSeconds = 0.15;
/** A browser shows what was sought within a few frames of its own; where it was there already, it says nothing. */
const shownWithinMs = 250;

/** Whether the browser says which frame it shows. */
const tellsFrames = (view: HTMLVideoElement) => 'requestVideoFrameCallback' in view;

/**
 * Shows a video by the browser's own player, where a page may not decode: without HTTPS, or a codec that only the player
 * has. The numbers of frames are the file's own; that the frame asked for is the one that is seen is up to the browser,
 * and `onShown` says which it was.
 */
export class ElementSource implements FrameSource {
  readonly kind = 'browser';
  readonly table: FrameTable;
  readonly view: HTMLVideoElement;
  /** Nobody knows before it is played; so it is taken to have some. */
  readonly hasSound = true;
  onShown: ((frame: number) => void) | null = null;
  #run: Run | null = null;
  #wish: number | null = null;
  #seeking: Promise<void> | null = null;
  #starting: Promise<void> | null = null;
  #isClosed = false;
  readonly #sound: SourceSound;

  constructor(view: HTMLVideoElement, table: FrameTable) {
    this.view = view;
    this.table = table;
    this.#sound = elementSound(view);
    this.#watch();
  }

  /** Opens an address. @throws where the browser cannot play it. @param tableFor makes the table, of its length */
  static async open(url: string, tableFor: (seconds: number) => FrameTable): Promise<ElementSource> {
    const view = document.createElement('video');
    Object.assign(view, { src: url, preload: 'auto', playsInline: true, muted: true });
    view.disablePictureInPicture = true;
    await new Promise((resolve, reject) => {
      view.addEventListener('loadeddata', resolve, { once: true });
      view.addEventListener('error', () => reject(new Error('The browser cannot play this.')), {
        once: true,
      });
    });
    return new ElementSource(view, tableFor(view.duration));
  }

  get width(): number {
    return this.view.videoWidth;
  }

  get height(): number {
    return this.view.videoHeight;
  }

  show(frame: number): Promise<void> {
    if (this.#run) this.end();
    this.#wish = clampFrame(this.table, frame);
    this.#seeking ??= this.#seekAll().finally(() => {
      this.#seeking = null;
    });
    return this.#seeking;
  }

  async begin(run: Run): Promise<void> {
    this.#run = run;
    this.#wish = null;
    await this.#seeking;
    if (this.#run !== run) return;
    this.view.playbackRate = run.rate;
    this.view.loop = run.isLooping && run.part.begin === 0 && run.part.end >= this.table.seconds - 1e-3;
    await this.#seek(run.from + 1e-3);
    if (this.#run === run) await this.#play();
  }

  present(played: number): number {
    const run = this.#run;
    if (!run) return Number.POSITIVE_INFINITY;
    const place = placeAfter(run, played);
    const { view } = this;
    if (view.seeking) return Number.POSITIVE_INFINITY;
    const behind = place - (view.currentTime - this.table.origin);
    const lap = view.loop ? run.part.end - run.part.begin : Number.POSITIVE_INFINITY;
    const apart = Math.min(Math.abs(behind), Math.abs(lap - Math.abs(behind)));
    if (view.readyState < view.HAVE_FUTURE_DATA && behind > 0 && apart > toleranceSeconds)
      return played - behind;
    if (apart > toleranceSeconds) view.currentTime = this.table.origin + place;
    if (view.paused) void this.#play();
    if (!tellsFrames(view)) this.onShown?.(frameAt(this.table, place));
    return Number.POSITIVE_INFINITY;
  }

  end(): void {
    this.#run = null;
    this.view.pause();
  }

  async grab(frame: number): Promise<Blob> {
    await this.show(frame);
    const canvas = document.createElement('canvas');
    canvas.width = this.width;
    canvas.height = this.height;
    canvas.getContext('2d')?.drawImage(this.view, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('No image was made.');
    return blob;
  }

  async openSound(): Promise<SourceSound> {
    return this.#sound;
  }

  close(): void {
    this.#isClosed = true;
    this.end();
    this.view.removeAttribute('src');
    this.view.load();
  }

  /** Starts it, once at a time. Where it may not be heard before somebody has pressed something, it is silent. */
  #play(): Promise<void> {
    const { view } = this;
    this.#starting ??= view
      .play()
      .catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'NotAllowedError')) return;
        view.muted = true;
        return view.play().catch(() => {});
      })
      .finally(() => {
        this.#starting = null;
      });
    return this.#starting;
  }

  async #seekAll(): Promise<void> {
    while (this.#wish !== null && !this.#isClosed) {
      const frame = this.#wish;
      const shown = this.#shownSoon();
      await this.#seek(middleOf(this.table, frame));
      await shown;
      if (this.#wish === frame) this.#wish = null;
      if (!tellsFrames(this.view)) this.onShown?.(frame);
    }
  }

  /** @param seconds since the first frame */
  async #seek(seconds: number): Promise<void> {
    const { view } = this;
    const sought = new Promise((done) => view.addEventListener('seeked', done, { once: true }));
    view.currentTime = this.table.origin + seconds;
    await sought;
  }

  #shownSoon(): Promise<void> {
    return new Promise((resolve) => {
      if (tellsFrames(this.view)) this.view.requestVideoFrameCallback(() => resolve());
      setTimeout(resolve, shownWithinMs);
    });
  }

  /** Says of each picture that the browser shows which frame it is. */
  #watch(): void {
    if (!tellsFrames(this.view)) return;
    this.view.requestVideoFrameCallback((_now, { mediaTime }) => {
      if (this.#isClosed) return;
      const frame = frameStamped(this.table, mediaTime);
      // Browsers tell the time of a frame a little differently from the file.
      const isNext = endOf(this.table, frame) - (mediaTime - this.table.origin) < 1e-3;
      this.onShown?.(isNext ? clampFrame(this.table, frame + 1) : frame);
      this.#watch();
    });
  }
}
