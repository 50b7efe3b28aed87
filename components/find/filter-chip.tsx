import { ChevronDown, Star, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { setFilter, useFilter } from '@/components/library/use-filter';
import { Popover } from '@/components/ui/popover';
import type { Facets } from '@/lib/jobs/organise-wire';
import { chosenOf, toggleChoice, withoutKind } from './change-filter';
import { ChoiceList } from './choice-list';
import type { FilterWords } from './describe-filter';
import { choicesOf, type FilterKind } from './filter-kinds';

type FilterChipProps = {
  kind: FilterKind;
  facets: Facets | undefined;
  words: FilterWords;
  /** Asks anew what there is to choose. */
  onOpen: () => void;
  /** What stands below the choices. */
  footer?: (close: () => void) => ReactNode;
};

const box =
  'inline-flex h-8 shrink-0 items-center rounded-control border text-13 transition-colors duration-150 ease-settle pointer-coarse:h-10';
const open = 'border-line text-muted hover:border-line-strong hover:text-text';
const set = 'border-line-strong bg-raised text-text';
const inside = 'flex h-full items-center gap-1.5 rounded-control px-2.5';

/** One way to filter. Chosen, it says what is chosen, and can be taken off again. */
export function FilterChip({ kind, facets, words, onOpen, footer }: FilterChipProps) {
  const t = useTranslations('find');
  const filter = useFilter();
  const chosen = chosenOf(filter, kind);
  const isSet = chosen.length > 0;
  const name = t(`kind.${kind}`);
  const said = words.join(chosen.map((value) => words.nameOf(kind, value)));
  const look = `${box} ${isSet ? set : open}`;

  if (kind === 'starred' && filter.starred !== 'false') {
    return (
      <button
        type="button"
        aria-pressed={isSet}
        onClick={() => setFilter(toggleChoice(filter, kind, 'true'))}
        className={`${look} gap-1.5 px-2.5`}
      >
        <Star
          size={14}
          strokeWidth={1.5}
          aria-hidden
          className={isSet ? 'fill-current text-accent-strong' : ''}
        />
        {name}
      </button>
    );
  }
  return (
    <span className={look}>
      <Popover
        label={name}
        onOpen={onOpen}
        trigger={(props) => (
          <button
            type="button"
            {...props}
            aria-label={isSet ? t('chosen', { name, said }) : name}
            title={isSet ? said : undefined}
            className={`${inside} ${isSet ? 'pr-1' : ''}`}
          >
            <span className="max-w-44 truncate">{isSet ? said : name}</span>
            {!isSet && <ChevronDown size={14} strokeWidth={1.5} aria-hidden className="text-faint" />}
          </button>
        )}
      >
        {(close) => (
          <>
            <ChoiceList
              label={name}
              choices={choicesOf(kind, facets).map((choice) => ({
                ...choice,
                name: words.nameOf(kind, choice.value),
              }))}
              chosen={chosen}
              isMany={kind === 'status'}
              onToggle={(value) => {
                setFilter(toggleChoice(filter, kind, value));
                if (kind !== 'status') close();
              }}
            />
            {footer?.(close)}
          </>
        )}
      </Popover>
      {isSet && (
        <button
          type="button"
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={() => setFilter(withoutKind(filter, kind))}
          className="flex h-full w-7 items-center justify-center rounded-control text-faint hover:text-text pointer-coarse:w-10"
        >
          <X size={14} strokeWidth={1.5} aria-hidden />
        </button>
      )}
    </span>
  );
}
