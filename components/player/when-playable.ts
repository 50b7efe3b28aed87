/** Who says nothing of a file for so long will not play it. */
const knownWithinMs = 15_000;
/** A phone shows the first picture only when it is played; elsewhere it is there by then. */
const pictureWithinMs = 1_000;

/**
 * Loads what a browser's player has as its source, until its first picture is there, or, where the browser fetches none
 * before it is played, until it is known how long and how large it is.
 * @throws where the browser cannot play it, or says nothing of it
 */
export function whenPlayable(view: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('The browser cannot play this.'));
    const giveUp = () => {
      // A page in the background loads nothing.
      if (document.hidden) document.addEventListener('visibilitychange', wait, { once: true });
      else fail();
    };
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(giveUp, knownWithinMs);
    };
    const once = (type: string, act: () => void) =>
      view.addEventListener(
        type,
        () => {
          clearTimeout(timer);
          act();
        },
        { once: true },
      );
    once('loadedmetadata', () => {
      timer = setTimeout(resolve, pictureWithinMs);
    });
    once('loadeddata', resolve);
    once('error', fail);
    wait();
    view.load();
  });
}
