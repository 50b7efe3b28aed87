import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { inputLook } from '@/components/ui/form-field';

type SearchFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
  /** What else can be done above the list. */
  children?: ReactNode;
};

/** What is looked for, above a list and in sight while that scrolls. */
export function SearchField({ label, value, onChange, onEnter, children }: SearchFieldProps) {
  return (
    <div className="sticky -top-4 z-10 -mx-4 -mt-4 flex items-center gap-2 bg-panel px-4 pt-4 pb-3">
      <label className="relative min-w-0 flex-1">
        <span className="sr-only">{label}</span>
        <Search
          size={16}
          strokeWidth={1.5}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-faint"
        />
        <input
          type="search"
          data-above
          value={value}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onEnter();
          }}
          className={`${inputLook} h-9 pl-9 pointer-coarse:h-10`}
        />
      </label>
      {children}
    </div>
  );
}
