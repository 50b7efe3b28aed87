'use client';

import { CopyButton } from '@/components/ui/copy-button';

/** An example to copy. */
export function CodeSample({ label, source, copy }: { label: string; source: string; copy: string }) {
  return (
    <div className="rounded-control border border-line bg-page">
      <div className="flex items-center justify-between border-line border-b px-3 py-1.5">
        <span className="font-mono text-muted">{label}</span>
        <CopyButton label={copy} text={source} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what it hides.
        tabIndex={0}
        className="overflow-x-auto p-3 font-mono"
      >
        {source}
      </pre>
    </div>
  );
}
