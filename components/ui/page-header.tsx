import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageLink } from './page-link';

type PageHeaderProps = {
  title: string;
  /** What the way back is called. */
  back: string;
  children: ReactNode;
};

/** The head of a page beside the studio: the way back, its name, and the switches. */
export function PageHeader({ title, back, children }: PageHeaderProps) {
  return (
    <header className="sticky top-0 z-20 border-line border-b bg-page">
      <div className="mx-auto flex h-14 max-w-3xl items-center gap-2 px-3 sm:px-4">
        <PageLink
          href="/"
          aria-label={back}
          title={back}
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted transition-colors duration-150 ease-settle hover:bg-raised hover:text-text pointer-coarse:size-10"
        >
          <ArrowLeft size={16} strokeWidth={1.5} aria-hidden />
        </PageLink>
        <h1 className="font-semibold text-16 tracking-tight">{title}</h1>
        <div className="ml-auto flex items-center">{children}</div>
      </div>
    </header>
  );
}
