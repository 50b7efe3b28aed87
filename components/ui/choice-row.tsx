import type { ComponentProps } from 'react';

type ChoiceRowProps = Omit<ComponentProps<'input'>, 'className' | 'type'> & {
  type: 'checkbox' | 'radio';
  /** Whether its words may need several lines: the box then stands beside the first. */
  isLong?: boolean;
};

/** Something to tick or to choose, with its words. */
export function ChoiceRow({ children, isLong = false, ...input }: ChoiceRowProps) {
  return (
    <label
      className={`flex min-h-8 cursor-pointer gap-2 text-14 pointer-coarse:min-h-10 ${isLong ? 'items-start py-1' : 'items-center'}`}
    >
      <input {...input} className={`size-4 shrink-0 accent-accent ${isLong ? 'mt-0.5' : ''}`} />
      {children}
    </label>
  );
}
