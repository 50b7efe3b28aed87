import type { LucideIcon } from 'lucide-react';
import type { MouseEvent } from 'react';

export const labelledLook =
  'inline-flex h-8 items-center gap-2 rounded-control px-2 text-13 text-muted transition-colors duration-150 ease-settle hover:bg-raised hover:text-text disabled:text-faint md:px-3 pointer-coarse:h-10 pointer-coarse:min-w-10 justify-center';

type LabelledButtonProps = {
  icon: LucideIcon;
  label: string;
  /** What is said of it besides its name. */
  title?: string;
  disabled?: boolean;
  onClick: (event: MouseEvent) => void;
};

/** An icon with its word beside it, and without where there is no room; its name is always there. */
export function LabelledButton({ icon: Icon, label, title = label, disabled, onClick }: LabelledButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={title}
      disabled={disabled}
      onClick={onClick}
      className={labelledLook}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <span className="hidden md:inline">{label}</span>
    </button>
  );
}
