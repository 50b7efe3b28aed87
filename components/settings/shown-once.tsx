import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

type ShownOnceProps = {
  /** What it is, and that it is not shown again. */
  children: ReactNode;
  secret: string;
  copyLabel: string;
  closeLabel: string;
  onClose: () => void;
};

/** A secret that was made just now, which is shown this once. */
export function ShownOnce({ children, secret, copyLabel, closeLabel, onClose }: ShownOnceProps) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <div
      ref={note}
      tabIndex={-1}
      role="status"
      className="space-y-3 rounded-tile border border-line-strong bg-raised px-4 py-3 text-13"
    >
      <p>{children}</p>
      <p className="flex items-start justify-between gap-3 rounded-control border border-line bg-page px-3 py-2">
        <code className="break-all font-mono">{secret}</code>
        <CopyButton label={copyLabel} text={secret} />
      </p>
      <div className="flex justify-end">
        <Button onClick={onClose}>{closeLabel}</Button>
      </div>
    </div>
  );
}
