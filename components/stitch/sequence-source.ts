import type { FrameSource, SourceSound, Towards } from '@/components/player/frame-source';
import type { Run } from '@/components/player/run';
import { clampFrame, type FrameTable } from '@/lib/media/frame-table';
import { type Leg, legsOf, type Place, placeOfFrame } from './sequence-places';
import { SequenceSound } from './sequence-sound';

/** A part that is played now, or next. `source` is there once its video is open. */
type Staged = {
  leg: Leg;
  source: FrameSource | null;
  isBegun: boolean;
  hasPictures: boolean;
  isLost: boolean;
};

export type SequenceParts = {
  places: readonly Place[];
  table: FrameTable;
  /** Of the picture, and whether a part of another shape fills it or lies in it as a whole. */
  size: { width: number; height: number };
  objectFit: 'contain' | 'cover';
  hasSound: boolean;
  /** Opens the video of a place. */
  open: (place: Place) => Promise<FrameSource>;
};

/** So many videos are open at a time: each has a decoder, and frames that it keeps. */
const mostOpen = 4;
const tiny = 1e-6;

/**
 * Parts of videos end to end as one, so that a player plays and steps through them before they are made into a file. The
 * next part is opened and decoded while the one before it is played, so that there is no gap at a cut.
 */
export class SequenceSource implements FrameSource {
  readonly table: FrameTable;
  readonly width: number;
  readonly height: number;
  readonly view = document.createElement('div');
  readonly hasSound: boolean;
  onShown: ((frame: number) => void) | null = null;
  readonly #places: readonly Place[];
  readonly #openPlace: SequenceParts['open'];
  readonly #objectFit: SequenceParts['objectFit'];
  /** By their places; who was wanted last comes last. */
  readonly #opened = new Map<number, Promise<FrameSource>>();
  readonly #sound = new SequenceSound();
  #kind: FrameSource['kind'] = 'exact';
  /** What was begun for an earlier wish comes to nothing. */
  #turn = 0;
  #wanted = 0;
  #front: HTMLElement | null = null;
  #legs: Iterator<Leg, void> | null = null;
  #on: Staged | null = null;
  #ahead: Staged | null = null;

  constructor({ places, table, size, objectFit, hasSound, open }: SequenceParts) {
    this.table = table;
    this.width = size.width;
    this.height = size.height;
    this.hasSound = hasSound;
    this.#places = places;
    this.#openPlace = open;
    this.#objectFit = objectFit;
    this.view.style.isolation = 'isolate';
  }

  /** Exact as long as all videos that were opened are. */
  get kind(): FrameSource['kind'] {
    return this.#kind;
  }

  async show(frame: number, towards: Towards = 0): Promise<void> {
    this.end();
    const turn = this.#turn;
    const wanted = clampFrame(this.table, frame);
    const index = placeOfFrame(this.#places, wanted);
    this.#wanted = index;
    const source = await this.#open(index);
    if (turn !== this.#turn) return;
    const own = this.#ownFrame(index, wanted);
    await source.show(own, towards);
    if (turn !== this.#turn) return;
    this.#bringForward(source.view);
    // The browser's own player says itself which frame it shows.
    if (source.kind === 'exact') this.#told(index, own);
    // Who looks at a cut goes to and fro over it.
    if (index + 1 < this.#places.length) this.#open(index + 1).catch(() => {});
  }

  async begin(run: Run): Promise<void> {
    this.end();
    const turn = this.#turn;
    this.#legs = legsOf(this.#places, run);
    const on = this.#stage();
    this.#on = on;
    this.#ahead = this.#stage();
    if (!on) return;
    await this.#ready(on, true);
    if (turn !== this.#turn) return;
    if (!on.source || on.isLost) throw new Error('The part cannot be played.');
    this.#sound.follow(on.leg, on.source);
    this.#goOn(on);
  }

  present(played: number): number {
    const on = this.#reach(played);
    // What cannot be played passes with the picture before it.
    if (!on || on.isLost) return Number.POSITIVE_INFINITY;
    const { leg, source } = on;
    if (!source || !on.hasPictures) return leg.due;
    this.#wanted = leg.index;
    const until = source.present(played - leg.due);
    this.#bringForward(source.view);
    this.#sound.follow(leg, source);
    return leg.due + until;
  }

  end(): void {
    this.#turn += 1;
    this.#on?.source?.end();
    this.#ahead?.source?.end();
    this.#on = null;
    this.#ahead = null;
    this.#legs = null;
  }

  async grab(frame: number): Promise<Blob> {
    const wanted = clampFrame(this.table, frame);
    const index = placeOfFrame(this.#places, wanted);
    return (await this.#open(index)).grab(this.#ownFrame(index, wanted));
  }

  async openSound(): Promise<SourceSound> {
    return this.#sound;
  }

  close(): void {
    this.end();
    this.#sound.stop();
    for (const index of [...this.#opened.keys()]) this.#letGo(index);
  }

  #ownFrame(index: number, frame: number): number {
    const place = this.#places[index];
    return place ? place.first + frame - place.frame : 0;
  }

  #open(index: number): Promise<FrameSource> {
    const opening = this.#opened.get(index) ?? this.#openAnew(index);
    this.#opened.delete(index);
    this.#opened.set(index, opening);
    for (const other of [...this.#opened.keys()].slice(0, -mostOpen)) this.#letGo(other);
    return opening;
  }

  async #openAnew(index: number): Promise<FrameSource> {
    const place = this.#places[index];
    if (!place) throw new RangeError('There is no such part.');
    const source = await this.#openPlace(place);
    if (source.kind === 'browser') this.#kind = 'browser';
    source.onShown = (frame) => {
      if (this.#wanted !== index) return;
      this.#bringForward(source.view);
      this.#told(index, frame);
    };
    // All of them lie on the page, the one that counts in front: out of it some browsers draw none.
    const look = { position: 'absolute', inset: '0', width: '100%', height: '100%', background: '#000' };
    Object.assign(source.view.style, look, { objectFit: this.#objectFit });
    this.view.prepend(source.view);
    return source;
  }

  #letGo(index: number): void {
    const opening = this.#opened.get(index);
    this.#opened.delete(index);
    opening?.then(
      (source) => {
        source.view.remove();
        source.close();
      },
      () => {},
    );
  }

  #bringForward(view: HTMLElement): void {
    if (this.#front === view) return;
    if (this.#front) this.#front.style.zIndex = '';
    view.style.zIndex = '1';
    this.#front = view;
  }

  #told(index: number, own: number): void {
    const place = this.#places[index];
    if (!place) return;
    const within = Math.min(place.last, Math.max(place.first, own));
    // A browser that plays may be beyond the part for a moment; one that was asked for a frame shows another one.
    if (within !== own && !this.#on) return;
    this.onShown?.(place.frame + within - place.first);
  }

  #stage(): Staged | null {
    const leg = this.#legs?.next().value;
    return leg ? { leg, source: null, isBegun: false, hasPictures: false, isLost: false } : null;
  }

  /** Opens a part. What is decoded here is begun too; a browser's player would play it at once, so it waits until it is due. */
  async #ready(staged: Staged, isDue: boolean): Promise<void> {
    const turn = this.#turn;
    try {
      const source = await this.#open(staged.leg.index);
      if (turn !== this.#turn || staged.isBegun) return;
      // A short one may be over before it is open.
      if (staged !== this.#on && staged !== this.#ahead) return;
      source.openSound().catch(() => {});
      if (!isDue && source.kind === 'browser') return;
      staged.source = source;
      staged.isBegun = true;
      await source.begin(staged.leg.run);
      staged.hasPictures = true;
    } catch {
      staged.isLost = true;
    }
  }

  /** A part is on, and the next one is made ready, unless that is the same video. */
  #goOn({ leg }: Staged): void {
    this.#wanted = leg.index;
    if (this.#ahead && this.#ahead.leg.index !== leg.index) void this.#ready(this.#ahead, false);
  }

  /** The part that is due. */
  #reach(played: number): Staged | null {
    while (this.#on && this.#ahead && played >= this.#on.leg.due + this.#on.leg.seconds - tiny) {
      const before = this.#on;
      const on = this.#ahead;
      this.#on = on;
      this.#ahead = this.#stage();
      if (before.leg.index !== on.leg.index) before.source?.end();
      void this.#ready(on, true);
      this.#goOn(on);
    }
    return this.#on;
  }
}
