import 'server-only';

/**
 * Keeps the last press on what is drawn before its code is there, which React would drop, and does it once that works;
 * `drawnAhead` in `components/ui/late.tsx` is the other end. It stands in the page itself, as text, like the theme.
 */
export const pressScript = `(() => {
  let press = null;
  const keep = (event) => {
    if (event.target.closest?.('[data-drawn-ahead]')) press = event;
  };
  addEventListener('click', keep, true);
  const send = () => {
    removeEventListener('click', keep, true);
    // One that is on its way just now is what React made haste for, and arrives.
    if (press?.eventPhase !== 0) return;
    const { target } = press;
    const again = new MouseEvent('click', press);
    setTimeout(() => target.dispatchEvent(again));
  };
  addEventListener('firstframe:works', send, { once: true });
})()`;
