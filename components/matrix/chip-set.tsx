import { useId } from 'react';

type ChipSetProps<Value> = {
  label: string;
  values: readonly Value[];
  chosen: readonly Value[];
  spell: (value: Value) => string;
  onChange: (chosen: Value[]) => void;
};

/** Several of a few. One is always left, since a video has some size and some length. */
export function ChipSet<Value extends string | number>({
  label,
  values,
  chosen,
  spell,
  onChange,
}: ChipSetProps<Value>) {
  const id = useId();

  function toggle(value: Value) {
    const next = chosen.includes(value)
      ? chosen.filter((one) => one !== value)
      : // In the order in which they are offered.
        values.filter((one) => one === value || chosen.includes(one));
    if (next.length > 0) onChange(next);
  }

  return (
    <fieldset aria-labelledby={id} className="min-w-0">
      <p id={id} className="mb-1.5 font-medium text-13">
        {label}
      </p>
      <div className="flex flex-wrap gap-2">
        {values.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            onClick={() => toggle(value)}
            className="h-8 rounded-control border border-line bg-raised px-3 text-13 text-muted tabular-nums transition-colors duration-150 ease-settle hover:bg-pressed aria-pressed:border-accent aria-pressed:text-text pointer-coarse:h-10"
          >
            {spell(value)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
