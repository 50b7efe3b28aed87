import type { RatioMemory, ShownDay } from './entries';
import {
  DayLayouts,
  type Layout,
  placeOfSpot,
  rowAt,
  rowOf,
  rowTop,
  type Shape,
  type Spot,
  spotAt,
} from './lay-out-days';
import { type Extent, follow, isNearFalseEnd, pageHeight, rebase, type Scroll } from './scroll-window';

/** What is held in its place on the screen: the first row that is seen, or a day's name where that comes first. */
type Anchor = { spot: Spot; isName: boolean; y: number };

/**
 * Where everything in the gallery is and where the page stands, without the page itself. Whatever changes above what is
 * seen, what is seen stays: the difference goes into the offset between page and content, and out of it unseen.
 */
export class GalleryModel {
  layout: Layout = { days: [], height: 0, head: 0 };
  scroll: Scroll = { page: 0, offset: 0 };
  /** The place of the content at the very top of the page: what stands there before the gallery makes it less than 0. */
  start = 0;
  /** How much is seen at once, and how much of that lies under what sticks to its upper edge. */
  view = 0;
  cover = 0;
  readonly #layouts = new DayLayouts();
  #layOut: (pinned: Spot | null) => Layout = () => this.layout;

  get extent(): Extent {
    return { content: this.layout.height, view: this.view };
  }

  get pageHeight(): number {
    return pageHeight(this.extent);
  }

  /** The place of the content at the upper edge of the window. */
  get top(): number {
    return this.scroll.page + this.scroll.offset;
  }

  /** Lays out what there is now. With the same as before it changes nothing. */
  update(days: readonly ShownDay[], shape: Shape, ratios: RatioMemory): Layout {
    const anchor = this.anchor();
    const { height } = this.layout;
    const isAtEnd = anchor !== null && this.top >= height - this.view;
    this.#layOut = (pinned) => this.#layouts.layOut(days, shape, ratios, pinned);
    this.layout = this.#layOut(anchor && !anchor.isName ? anchor.spot : null);
    if (anchor) {
      // Who stands at the end wants to see the end.
      const moved = isAtEnd ? this.layout.height - height : this.yOf(anchor.spot, anchor.isName) - anchor.y;
      this.scroll = { ...this.scroll, offset: this.scroll.offset + Math.round(moved) };
    }
    return this.layout;
  }

  /** Puts a tile at the beginning of a row, so far below the window's upper edge. */
  goToSpot(spot: Spot, below: number): void {
    this.#layouts.forget(spot.date);
    this.layout = this.#layOut(spot);
    this.goTo(this.yOf(spot) - below);
  }

  /** `null` at the very top, where what is new is to be seen. */
  anchor(): Anchor | null {
    const { layout } = this;
    const y = this.top + this.cover;
    const { index, row } = rowAt(layout, y);
    const box = layout.days[index];
    if (!box || this.top <= 0) return null;
    const isName = row < 0;
    const spot = spotAt(box.day, isName ? 0 : box.rows.first(row));
    return { spot, isName, y: rowTop(layout, box, row) };
  }

  /** Where the row of a tile begins; where its day is gone, the day that comes next. */
  yOf(spot: Spot, isName = false): number {
    const { days } = this.layout;
    const box = days.find(({ day }) => day.date <= spot.date) ?? days.at(-1);
    if (!box) return 0;
    if (isName || box.day.date !== spot.date) return box.top;
    return rowTop(this.layout, box, rowOf(box, placeOfSpot(box.day, spot)));
  }

  /** The browser has scrolled the page. */
  follow(page: number, isDirect: boolean): void {
    this.scroll = follow(this.scroll, page, this.extent, isDirect);
  }

  /** Whether page and content have drifted apart, and whether that cannot wait. */
  get drift(): 'none' | 'some' | 'urgent' {
    if (isNearFalseEnd(this.scroll, this.extent)) return 'urgent';
    return Math.abs(rebase(this.scroll, this.extent).page - this.scroll.page) < 1 ? 'none' : 'some';
  }

  /** Brings page and content together; the page has to be scrolled to where it says. */
  settle(): void {
    this.scroll = rebase(this.scroll, this.extent);
  }

  /** Puts a place of the content at the upper edge of the window, as near as there is page or content. */
  goTo(y: number): void {
    const last = Math.max(0, this.layout.height - this.view);
    const content = Math.round(Math.min(last, Math.max(this.start, y)));
    this.scroll = rebase({ page: content, offset: 0 }, this.extent);
  }
}
