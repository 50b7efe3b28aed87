import type { ComponentProps } from 'react';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & { label: string };

/** An icon to press, always with a name. 32 px square with a pointer, 40 px for a finger. */
export function IconButton({ label, className = '', type = 'button', ...rest }: IconButtonProps) {
  const shape =
    'inline-flex size-8 pointer-coarse:size-10 shrink-0 items-center justify-center rounded-control text-muted';
  const motion =
    'transition-colors duration-150 ease-settle hover:bg-raised hover:text-text disabled:text-line-strong';
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`${shape} ${motion} ${className}`}
      {...rest}
    />
  );
}
