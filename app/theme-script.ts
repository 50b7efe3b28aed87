import 'server-only';

/**
 * Sets the theme before the page is drawn, and anew when somebody chooses another, here or in another tab, or the system
 * changes. It stands in the page itself, as text, since any file would come too late. `components/studio/theme.ts` is
 * the other end.
 */
export const themeScript = `(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  let chosen = null;
  const read = () => {
    try {
      chosen = localStorage.getItem('theme');
    } catch {}
  };
  const show = () => {
    const next = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
    if (next === root.dataset.theme) return;
    root.dataset.theme = next;
    root.dataset.changing = '';
    getComputedStyle(root).color;
    setTimeout(() => delete root.dataset.changing);
  };
  read();
  show();
  dark.addEventListener('change', show);
  addEventListener('storage', () => (read(), show()));
  addEventListener('firstframe:theme', ({ detail }) => ((chosen = detail), show()));
})()`;
