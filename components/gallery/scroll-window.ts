/**
 * How a library that is higher than any page may be is scrolled by the window. Two places are told apart: that in the
 * *page*, which is what the browser scrolls, and that in the *content*. Wheel, keys and fingers move both by the same; a
 * jump by the scroll bar is mapped in proportion. In between the two drift apart, and come together again unseen.
 */

/** Chromium's pages end at 33.5 million pixels, Firefox's at 17.9 million, and its drawing is exact up to 8 million. */
export const highestPage = 8_000_000;

/** How high the content is, and how much of it is seen at once; in pixels. */
export type Extent = { content: number; view: number };

/** Where the page stands, and how much further the content does. Whole pixels, so that nothing is blurred. */
export type Scroll = { page: number; offset: number };

/** A jump of more than so many views at once is no wheel: it is the scroll bar. */
const jumpViews = 1.5;

/** How high the page has to be for a content. */
export function pageHeight({ content }: Pick<Extent, 'content'>): number {
  return Math.min(content, highestPage);
}

/** The last place of each: at both ends and near them the page and the content go alike, and between in proportion. */
function spans({ content, view }: Extent) {
  const page = Math.max(0, pageHeight({ content }) - view);
  const last = Math.max(0, content - view);
  return { page, last, zone: page / 8 };
}

/** The place in the content that a place in the page stands for by itself. */
export function toContent(page: number, extent: Extent): number {
  const { page: end, last, zone } = spans(extent);
  if (end === last || page <= zone) return page;
  if (page >= end - zone) return last - (end - page);
  return zone + ((page - zone) * (last - 2 * zone)) / (end - 2 * zone);
}

/** The place in the page that stands for a place in the content. */
export function toPage(content: number, extent: Extent): number {
  const { page: end, last, zone } = spans(extent);
  if (end === last || content <= zone) return content;
  if (content >= last - zone) return end - (last - content);
  return zone + ((content - zone) * (end - 2 * zone)) / (last - 2 * zone);
}

/**
 * Where it stands once the browser has scrolled the page somewhere. `isDirect` is whether a wheel, a key or a finger is at
 * it. The ends of the page are those of the content, however it came there.
 */
export function follow(scroll: Scroll, page: number, extent: Extent, isDirect: boolean): Scroll {
  const { page: end, last } = spans(extent);
  if (page <= 0) return { page, offset: 0 };
  if (page >= end) return { page, offset: Math.round(last - end) };
  const isJump = !isDirect && Math.abs(page - scroll.page) > jumpViews * extent.view;
  if (isJump) return { page, offset: Math.round(toContent(page, extent) - page) };
  const content = Math.min(last, Math.max(0, page + scroll.offset));
  return { page, offset: Math.round(content - page) };
}

/** The same place in the content, where the page stands for it by itself. */
export function rebase({ page, offset }: Scroll, extent: Extent): Scroll {
  const content = page + offset;
  const rest = Math.round(content - toPage(content, extent));
  return { page: content - rest, offset: rest };
}

/** Whether the page is about to end where the content does not, so that it cannot wait with coming together. */
export function isNearFalseEnd(scroll: Scroll, extent: Extent): boolean {
  const { page: end } = spans(extent);
  const isNear = scroll.page < extent.view || end - scroll.page < extent.view;
  return isNear && Math.abs(rebase(scroll, extent).page - scroll.page) > 1;
}
