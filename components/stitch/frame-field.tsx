import { useState } from 'react';
import { inputLook } from '@/components/ui/form-field';

type FrameFieldProps = {
  label: string;
  /** Counted from 0; people see it from 1. */
  frame: number;
  frames: number;
  /** What is taken at once: beyond lies the other end of the part, which a number that is half typed must not move. */
  least: number;
  most: number;
  onFrame: (frame: number) => void;
  onFocus: () => void;
};

/** The number of a frame, typed. */
export function FrameField({ label, frame, frames, least, most, onFrame, onFocus }: FrameFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  function settle() {
    const wanted = Number(typed ?? '') - 1;
    setTyped(null);
    if (typed && Number.isFinite(wanted)) onFrame(wanted);
  }

  return (
    <label className="flex items-center justify-between gap-3 text-13">
      <span>{label}</span>
      <input
        type="number"
        min={1}
        max={frames}
        step={1}
        value={typed ?? frame + 1}
        onFocus={onFocus}
        onBlur={settle}
        onKeyDown={({ key }) => key === 'Enter' && settle()}
        onChange={({ target }) => {
          setTyped(target.value);
          const wanted = target.valueAsNumber - 1;
          if (Number.isInteger(wanted) && wanted >= least && wanted <= most) onFrame(wanted);
        }}
        className={`${inputLook} h-8 max-w-24 tabular-nums pointer-coarse:h-10`}
      />
    </label>
  );
}
