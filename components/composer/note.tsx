import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type NoteProps = {
  icon: LucideIcon;
  tone: string;
  /** Whether its first line holds buttons, where there is room for them beside the words. */
  hasButtons?: boolean;
  children: ReactNode;
};

/** A sentence with a sign before it; only the sign and a refusal have a colour. */
export function Note({ icon: Icon, tone, hasButtons = false, children }: NoteProps) {
  return (
    <div className="flex items-start gap-2 text-muted">
      <Icon
        size={16}
        strokeWidth={1.5}
        aria-hidden
        className={`mt-px shrink-0 ${hasButtons ? 'sm:mt-1.5' : ''} ${tone}`}
      />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
