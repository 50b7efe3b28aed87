/** So many frames are waited for a part of the page whose code has still to come. */
const mostFrames = 120;

/** Does something with an element as soon as it is on the page. */
export function whenThere(id: string, use: (element: HTMLElement) => void, frame = 0): void {
  const element = document.getElementById(id);
  if (element) use(element);
  else if (frame < mostFrames) requestAnimationFrame(() => whenThere(id, use, frame + 1));
}
