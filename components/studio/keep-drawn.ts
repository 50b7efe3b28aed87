import { isStudioPath } from './room';

/** Where Next's router keeps, in an entry of the history, which page the entry was drawn with. */
const drawnWith = '__PRIVATE_NEXTJS_INTERNALS_TREE';

/**
 * Has the router step through this page's addresses with what is drawn, since they are all the studio's. For an entry of
 * before a reload it would ask the server for the same page once more, and lose what is opened meanwhile. Where Next keeps
 * it elsewhere one day, that is how it will be again.
 * @returns ends it
 */
export function keepDrawn(): () => void {
  const drawn = window.history.state?.[drawnWith];
  const follow = ({ state }: PopStateEvent) => {
    if (drawn && state?.[drawnWith] && isStudioPath(window.location.pathname)) state[drawnWith] = drawn;
  };
  // Before the router reads it.
  window.addEventListener('popstate', follow, { capture: true });
  return () => window.removeEventListener('popstate', follow, { capture: true });
}
