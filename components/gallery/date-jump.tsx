import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useFilter } from '@/components/library/use-filter';
import { libraryOptions } from '@/lib/client/live-library';
import { jumpToDate } from './gallery-jump';
import { monthsOf } from './months-of';

/** Months that have videos, to go to, and a field for a very day. */
export function DateJump({ onDone }: { onDone: () => void }) {
  const t = useTranslations('view');
  const format = useFormatter();
  const client = useQueryClient();
  const { data: library } = useQuery({ ...libraryOptions(client, useFilter()), enabled: false });
  const list = useRef<HTMLDivElement>(null);
  const [day, setDay] = useState('');
  const days = library?.days ?? [];
  const years = monthsOf(days);

  // It comes when it is opened, and the browser gives the focus to what is there at once.
  useEffect(() => list.current?.querySelector('button')?.focus(), []);

  function goTo(date: string) {
    jumpToDate(date);
    onDone();
  }

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const next = buttons[moves[event.key] ?? -1];
    if (!next || at < 0) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from button to button. */}
      <div ref={list} onKeyDown={onKeyDown} className="max-h-80 overflow-y-auto">
        {years.map(({ year, months }) => (
          <section key={year}>
            <h2 className="sticky top-0 bg-panel px-2 py-1.5 text-13 text-faint tabular-nums">{year}</h2>
            {months.map(({ month, newest, count }) => (
              <button
                key={month}
                type="button"
                onClick={() => goTo(newest)}
                className="flex h-8 w-full items-center justify-between gap-4 rounded-control px-2 text-left text-13 text-text outline-offset-[-2px] hover:bg-raised pointer-coarse:h-10"
              >
                {format.dateTime(new Date(`${newest}T12:00`), { month: 'long' })}
                <span className="text-faint tabular-nums">{format.number(count)}</span>
              </button>
            ))}
          </section>
        ))}
      </div>
      <form
        className="mt-1 flex items-center gap-2 border-line border-t p-2 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (day) goTo(day);
        }}
      >
        <input
          type="date"
          aria-label={t('day')}
          value={day}
          min={days.at(-1)?.date}
          max={days[0]?.date}
          onChange={(event) => setDay(event.target.value)}
          className="h-8 min-w-0 flex-1 rounded-control border border-line bg-raised px-2 text-13 text-text pointer-coarse:h-10"
        />
        <button
          type="submit"
          disabled={!day}
          className="h-8 rounded-control border border-line bg-raised px-3 text-13 text-text hover:bg-pressed disabled:text-faint pointer-coarse:h-10"
        >
          {t('goTo')}
        </button>
      </form>
    </>
  );
}
