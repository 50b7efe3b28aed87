import type { ComponentProps } from 'react';

const looks = {
  primary:
    'bg-accent-fill text-on-accent hover:bg-accent-fill-strong disabled:bg-pressed disabled:text-faint',
  quiet: 'bg-raised text-text hover:bg-pressed border border-line disabled:text-faint',
  bare: 'text-muted hover:text-text hover:bg-raised disabled:text-faint',
  danger: 'bg-raised text-failed hover:bg-pressed border border-line',
} as const;

type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof looks };

/** A verb to press. 32 px high with a pointer, 40 px for a finger. */
export function Button({ look = 'quiet', className = '', type = 'button', ...rest }: ButtonProps) {
  const shape =
    'inline-flex h-8 pointer-coarse:h-10 shrink-0 items-center justify-center gap-2 rounded-control px-3 text-13 font-medium';
  const motion = 'transition-colors duration-150 ease-settle disabled:cursor-not-allowed';
  return <button type={type} className={`${shape} ${motion} ${looks[look]} ${className}`} {...rest} />;
}
