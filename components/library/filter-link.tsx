import type { ComponentProps, MouseEvent } from 'react';
import { filterHref, type LibraryFilter } from './filter';

/** A way to the gallery, filtered: also out of a review room. Nothing is fetched for it but what the filter lets through. */
export function FilterLink({ filter, ...rest }: ComponentProps<'a'> & { filter: LibraryFilter }) {
  const href = filterHref(filter);

  function follow(event: MouseEvent) {
    // With one of these held, a browser opens the address elsewhere.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState(null, '', href);
  }

  return <a href={href} onClick={follow} {...rest} />;
}
