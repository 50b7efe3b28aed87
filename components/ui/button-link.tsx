import type { ComponentProps } from 'react';
import { PageLink } from './page-link';

/** A way to another page of the studio that looks like a button beside others. */
export function ButtonLink({ className = '', ...rest }: ComponentProps<typeof PageLink>) {
  return (
    <PageLink
      className={`inline-flex h-8 shrink-0 items-center rounded-control border border-line bg-raised px-3 font-medium text-13 text-text hover:bg-pressed pointer-coarse:h-10 ${className}`}
      {...rest}
    />
  );
}
