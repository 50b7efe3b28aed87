import { RotateCcwSquare, RotateCwSquare, Undo2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { defaultFraming, type Fit, type Framing, framingLimits, type Pixels } from '@/lib/media/framing';
import { splitTurn, turnBy, zoomAbout } from './move-framing';

type FramingControlsProps = {
  framing: Framing;
  /** `null` where the provider decides on the size. */
  frame: Pixels | null;
  /** Those that the provider takes. */
  fits: readonly Fit[];
  onMove: (move: (framing: Framing) => Framing) => void;
};

/** Beyond this the fine angle would be nearer to the next quarter. */
const mostFine = 44;
const middle = { x: 0, y: 0 };

type SliderProps = {
  label: string;
  value: number;
  shown: string;
  minimum: number;
  maximum: number;
  step: number;
  isDisabled: boolean;
  onChange: (value: number) => void;
};

function Slider({ label, value, shown, minimum, maximum, step, isDisabled, onChange }: SliderProps) {
  return (
    <label className="block">
      <span className="flex justify-between text-13 text-muted">
        {label}
        <span className="text-text tabular-nums">{shown}</span>
      </span>
      <input
        type="range"
        min={minimum}
        max={maximum}
        step={step}
        value={value}
        disabled={isDisabled}
        aria-valuetext={shown}
        onChange={(event) => onChange(Number(event.target.value))}
        className="block h-8 w-full cursor-pointer accent-accent disabled:cursor-not-allowed disabled:opacity-40 pointer-coarse:h-10"
      />
    </label>
  );
}

/** All that can be done to the image, for who does not drag it: each does what a gesture or a key does. */
export function FramingControls({ framing, frame, fits, onMove }: FramingControlsProps) {
  const t = useTranslations('framing');
  const format = useFormatter();
  const { quarter, fine } = splitTurn(framing.turn);
  const isFixed = frame === null || framing.fit === 'none';
  const least = framing.fit === 'crop' ? 1 : framingLimits.leastZoom;
  const turn = (degrees: number) => frame && onMove((now) => turnBy(now, frame, degrees));

  return (
    <div className="space-y-4">
      <fieldset disabled={frame === null} className="min-w-0 disabled:opacity-40">
        <legend className="mb-1.5 text-13 text-muted">{t('fit')}</legend>
        <div className="grid grid-cols-2 gap-1 rounded-control border border-line bg-page p-1">
          {fits.map((fit) => (
            <label
              key={fit}
              title={t(`fitHints.${fit}`)}
              className="flex h-8 cursor-pointer items-center justify-center rounded-control px-2 text-13 text-muted transition-colors duration-150 ease-settle hover:text-text has-checked:bg-pressed has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-10"
            >
              <input
                type="radio"
                name="fit"
                checked={framing.fit === fit}
                onChange={() => onMove((now) => ({ ...now, fit, x: 0, y: 0, zoom: 1 }))}
                className="sr-only"
              />
              {t(`fits.${fit}`)}
            </label>
          ))}
        </div>
        {framing.fit === 'colour' && (
          <label className="mt-2 flex items-center justify-between text-13 text-muted">
            {t('colour')}
            <input
              type="color"
              value={framing.colour}
              onChange={({ target }) => onMove((now) => ({ ...now, colour: target.value }))}
              className="h-8 w-16 cursor-pointer rounded-control border border-line-strong bg-page pointer-coarse:h-10"
            />
          </label>
        )}
      </fieldset>
      <Slider
        label={t('zoom')}
        value={Math.log2(framing.zoom)}
        shown={format.number(framing.zoom, { style: 'percent' })}
        minimum={Math.log2(least)}
        maximum={Math.log2(framingLimits.mostZoom)}
        step={0.01}
        isDisabled={isFixed}
        onChange={(value) => frame && onMove((now) => zoomAbout(now, frame, 2 ** value / now.zoom, middle))}
      />
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Slider
            label={t('angle')}
            value={fine}
            shown={t('degrees', { value: format.number(quarter + fine) })}
            minimum={-mostFine}
            maximum={mostFine}
            step={0.5}
            isDisabled={isFixed}
            onChange={(value) => turn(value - fine)}
          />
        </div>
        <IconButton label={t('turnLeft')} disabled={isFixed} onClick={() => turn(-90)}>
          <RotateCcwSquare size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <IconButton label={t('turnRight')} disabled={isFixed} onClick={() => turn(90)}>
          <RotateCwSquare size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </div>
      <Button look="bare" className="-ml-3" onClick={() => onMove(() => defaultFraming)}>
        <Undo2 size={16} strokeWidth={1.5} aria-hidden />
        {t('reset')}
      </Button>
    </div>
  );
}
