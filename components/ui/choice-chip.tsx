import { ChevronDown } from 'lucide-react';

export type Choice = { value: string; label: string; group?: string };

type ChoiceChipProps = {
  label: string;
  value: string;
  choices: readonly Choice[];
  /** Its id, and what is wrong with it. */
  control: { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string };
  onChange: (value: string) => void;
};

function Options({ choices }: { choices: readonly Choice[] }) {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

/**
 * One choice of a few, as a chip. It is the browser's own list, so it has every keyboard habit and, on a phone, the
 * phone's own picker; where the browser lets a list be styled (`appearance: base-select`) it wears our look.
 */
export function ChoiceChip({ label, value, choices, control, onChange }: ChoiceChipProps) {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <span className="relative inline-flex shrink-0 items-center">
      <select
        {...control}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="choice-chip h-8 max-w-56 cursor-pointer truncate rounded-control border border-line bg-raised pr-7 pl-3 text-13 text-text tabular-nums transition-colors duration-150 ease-settle hover:bg-pressed aria-invalid:border-failed pointer-coarse:h-10"
      >
        {groups.length > 1
          ? groups.map((group) => (
              <optgroup key={group} label={group}>
                <Options choices={choices.filter((choice) => choice.group === group)} />
              </optgroup>
            ))
          : Options({ choices })}
      </select>
      <ChevronDown
        size={14}
        strokeWidth={1.5}
        aria-hidden
        className="pointer-events-none absolute right-2 text-faint"
      />
    </span>
  );
}
