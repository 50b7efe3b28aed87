import { clampFrame, endOf, type FrameTable, frameAt, frameStamped, middleOf } from '@/lib/media/frame-table';
import { elementSound } from './element-sound';
import type { FrameSource, SourceSound } from './frame-source';
import { placeAfter, type Run } from './run';
import { whenPlayable } from './when-playable';

/** Farther from where it should be, it is set right; nearer, that would be worse than the difference. */
const toleranceSeconds = 0.15;
/** A browser shows what was sought within a few frames of its own; where it was there already, it says nothing. */
const shownWithinMs = 250;

/** Whether the browser says which frame it shows. */
const tellsFrames = (view: HTMLVideoElement) => 'requestVideoFrameCallback' in view;

/** Ends what it fetches, and lets go of what it has. */
function unload(view: HTMLVideoElement): void {
  view.removeAttribute('src');
  view.load();
}

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
  /** Whether the browser has shown any picture yet; see {@link whenPlayable}. */
  #hasPicture: boolean;
  readonly #sound: SourceSound;

  constructor(view: HTMLVideoElement, table: FrameTable) {
    this.view = view;
    this.table = table;
    this.#sound = elementSound(view);
    this.#hasPicture = view.readyState >= view.HAVE_CURRENT_DATA;
    view.addEventListener('loadeddata', () => {
      this.#hasPicture = true;
    });
    this.#watch();
  }

  /** Opens an address. @throws where the browser cannot play it. @param tableFor makes the table, of its length */
  static async open(url: string, tableFor: (seconds: number) => FrameTable): Promise<ElementSource> {
    const view = document.createElement('video');
    Object.assign(view, { src: url, preload: 'auto', playsInline: true, muted: true });
    view.disablePictureInPicture = true;
    try {
      await whenPlayable(view);
    } catch (error) {
      unload(view);
      throw error;
    }
    const source = new ElementSource(view, tableFor(view.duration));
    // Some phones fetch a picture for who seeks it.
    if (!source.#hasPicture) void source.show(0);
    return source;
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
    if (!this.#hasPicture) throw new Error('There is no picture before it is played.');
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
    unload(this.view);
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
    // Where no picture comes before it is played, it would be waited for in vain.
    if (this.#hasPicture) await sought;
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
