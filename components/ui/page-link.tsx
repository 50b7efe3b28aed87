import { useRouter } from 'next/navigation';
import type { ComponentProps, MouseEvent } from 'react';

/**
 * A link to another page of the studio. It goes there within the page, so that what is being sent goes on; Next's own
 * link does more, and would be a heavy part of the first page.
 */
export function PageLink({ href, ...rest }: ComponentProps<'a'> & { href: string }) {
  const router = useRouter();

  function follow(event: MouseEvent) {
    // With one of these held, a browser opens the address elsewhere.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(href);
  }

  return <a href={href} onClick={follow} {...rest} />;
}
