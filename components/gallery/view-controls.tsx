import { CalendarDays, LayoutGrid, Rows3 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { useLate } from '@/components/ui/late';
import { Popover } from '@/components/ui/popover';
import { useHydrated } from '@/components/ui/use-hydrated';
import { datesId, largestSize, setView, toggleList, useView } from './view';

const loadDates = () => import('./date-jump').then((module) => module.DateJump);

function Dates({ onDone }: { onDone: () => void }) {
  const DateJump = useLate(loadDates);
  return DateJump && <DateJump onDone={onDone} />;
}

const loadChoices = () => import('./view-choices').then((module) => module.ViewChoices);

function Choices({ onDone }: { onDone: () => void }) {
  const ViewChoices = useLate(loadChoices);
  return ViewChoices && <ViewChoices onDone={onDone} />;
}

/** How the gallery is looked at: pictures or a list, how large, and which day. */
export function ViewControls({ className = '' }: { className?: string }) {
  const t = useTranslations('view');
  const { isList, size } = useView();
  // The server does not know what this browser remembers; its room is kept, so that nothing flashes or moves.
  const isKnown = useHydrated();
  const [Other, word] = isList ? ([LayoutGrid, 'asGrid'] as const) : ([Rows3, 'asList'] as const);
  const Shown = isList ? Rows3 : LayoutGrid;
  return (
    <div className={`flex shrink-0 items-center gap-1 ${isKnown ? '' : 'invisible'} ${className}`}>
      <input
        type="range"
        aria-label={t('size')}
        aria-valuetext={t('sizeOf', { size: size + 1, count: largestSize + 1 })}
        title={t('size')}
        min={0}
        max={largestSize}
        step={1}
        value={size}
        disabled={isList}
        onChange={(event) => setView({ size: event.target.valueAsNumber })}
        className="size-slider mr-1 w-20 disabled:opacity-40 max-md:hidden"
      />
      <Popover
        label={t('dates')}
        trigger={(props) => (
          <IconButton id={datesId} label={t('dates')} {...props}>
            <CalendarDays size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        )}
      >
        {(close) => <Dates onDone={close} />}
      </Popover>
      <IconButton label={t(word)} onClick={toggleList} className="max-md:hidden">
        <Other size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
      <div className="flex md:hidden">
        <Popover
          label={t('label')}
          trigger={(props) => (
            <IconButton label={t('label')} {...props}>
              <Shown size={16} strokeWidth={1.5} aria-hidden />
            </IconButton>
          )}
        >
          {(close) => <Choices onDone={close} />}
        </Popover>
      </div>
    </div>
  );
}
