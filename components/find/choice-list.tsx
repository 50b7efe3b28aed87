import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { FilterChoice } from './filter-kinds';

type ChoiceListProps = {
  label: string;
  choices: readonly (FilterChoice & { name: string })[];
  chosen: readonly string[];
  isMany: boolean;
  onToggle: (value: string) => void;
};

/** A list that is longer than this is looked through by writing. */
const shortList = 9;

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** What can be chosen, each with how many videos have it: moved through by arrows, chosen by a press. */
export function ChoiceList({ label, choices, chosen, isMany, onToggle }: ChoiceListProps) {
  const t = useTranslations('find');
  const format = useFormatter();
  const whole = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState('');
  const isLong = choices.length > shortList;
  const words = wanted.trim().toLowerCase();
  const shown = choices.filter(({ name }) => name.toLowerCase().includes(words));
  const first = Math.max(
    0,
    shown.findIndex(({ value }) => chosen.includes(value)),
  );

  // Opened by whoever wants to choose, so that is where the focus belongs.
  useEffect(() => {
    const { current: element } = whole;
    const target = element?.querySelector<HTMLElement>('input') ?? element?.querySelector('[tabindex="0"]');
    if (target instanceof HTMLElement) target.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.nativeEvent.isComposing) return;
    const [top] = shown;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && top) onToggle(top.value);
    const step = steps[event.key];
    if (!step) return;
    const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]')];
    const input = event.currentTarget.querySelector('input');
    const at = options.indexOf(document.activeElement as HTMLElement);
    // Within a word these two are the field's own.
    if (at === -1 && (event.key === 'Home' || event.key === 'End')) return;
    event.preventDefault();
    const next = options[step(at, options.length)] ?? input;
    next?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for arrows from the field and the options in it.
    <div ref={whole} onKeyDown={onKeyDown} className="flex min-h-0 flex-col">
      {isLong && (
        <input
          type="search"
          aria-label={t('choiceSearch', { label })}
          placeholder={t('choiceSearch', { label })}
          autoComplete="off"
          spellCheck={false}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          className="mb-1 h-8 shrink-0 rounded-control border border-line bg-page px-2.5 text-13 text-text placeholder:text-faint pointer-coarse:h-10 pointer-coarse:text-16"
        />
      )}
      {shown.length === 0 && <p className="px-2.5 py-2 text-13 text-muted">{t('noChoice')}</p>}
      {shown.length > 0 && (
        <div
          role="listbox"
          aria-label={label}
          aria-multiselectable={isMany}
          className="max-h-80 min-h-0 overflow-y-auto"
        >
          {shown.map(({ value, name, count }, index) => (
            <button
              key={value}
              type="button"
              role="option"
              aria-selected={chosen.includes(value)}
              tabIndex={index === first ? 0 : -1}
              onClick={() => onToggle(value)}
              className="group flex min-h-8 w-full items-center gap-2 rounded-control px-2.5 py-1 text-left text-13 -outline-offset-2 hover:bg-raised pointer-coarse:min-h-10"
            >
              <span className="min-w-0 flex-1 truncate" title={name}>
                {name}
              </span>
              {count !== undefined && <span className="text-faint tabular-nums">{format.number(count)}</span>}
              <Check
                size={16}
                strokeWidth={1.5}
                aria-hidden
                className="shrink-0 text-accent-strong opacity-0 group-aria-selected:opacity-100"
              />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
