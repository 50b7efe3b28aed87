import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { isFiltered } from '@/components/library/filter';
import { setFilter, useFilter } from '@/components/library/use-filter';
import { openDialog } from '@/components/studio/dialogs';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { chosenOf, toggleChoice } from './change-filter';
import { choicesOf, type FilterKind, filterKinds, isWorthwhile } from './filter-kinds';
import { useFilterWords } from './use-filter-words';
import { useTotals } from './use-totals';

/** More than these are shown when they are asked for. */
const shownAtFirst = 8;

type SectionProps = { kind: FilterKind; of: ReturnType<typeof useFilterWords> };

/** One kind with all its choices, to be pressed. */
function Section({ kind, of: { facets, words } }: SectionProps) {
  const t = useTranslations('find');
  const format = useFormatter();
  const filter = useFilter();
  const [isWhole, setIsWhole] = useState(false);
  const chosen = chosenOf(filter, kind);
  const all = choicesOf(kind, facets);
  const isCut = !isWhole && all.length > shownAtFirst + 1;
  const shown = isCut
    ? all.filter(({ value }, index) => index < shownAtFirst || chosen.includes(value))
    : all;
  if (all.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 text-13 text-muted">{t(`kind.${kind}`)}</h3>
      <div className="flex flex-wrap gap-2">
        {shown.map(({ value, count }) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            onClick={() => setFilter(toggleChoice(filter, kind, value))}
            className="inline-flex h-8 max-w-full items-center gap-2 rounded-control border border-line px-3 text-13 text-muted transition-colors duration-150 ease-settle hover:text-text aria-pressed:border-accent aria-pressed:bg-raised aria-pressed:text-text pointer-coarse:h-10"
          >
            <span className="truncate">{words.nameOf(kind, value)}</span>
            {count !== undefined && <span className="text-faint tabular-nums">{format.number(count)}</span>}
          </button>
        ))}
        {isCut && (
          <Button look="bare" onClick={() => setIsWhole(true)}>
            {t('allChoices', { count: all.length })}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Every filter at once, for screens that have no room for a row of them. */
export function FiltersDialog({ onClose }: DialogPart<'filters'>) {
  const t = useTranslations('find');
  const filter = useFilter();
  const filterWords = useFilterWords();
  const { shown } = useTotals();
  const router = useRouter();
  return (
    <Dialog
      title={t('filters')}
      width="medium"
      onClose={onClose}
      footer={
        <>
          {isFiltered(filter) && (
            <Button look="bare" className="mr-auto" onClick={() => setFilter({})}>
              {t('clear')}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {shown === undefined ? t('done') : t('show', { count: shown })}
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        {filterKinds
          .filter((kind) => isWorthwhile(kind, filter, filterWords.facets))
          .map((kind) => (
            <Section key={kind} kind={kind} of={filterWords} />
          ))}
        <div className="flex flex-wrap gap-x-4 gap-y-2 border-line border-t pt-4">
          <Button onClick={() => openDialog({ name: 'projects' })}>{t('manageProjects')}</Button>
          <Button
            look="bare"
            onClick={() => {
              onClose();
              router.push('/trash');
            }}
          >
            {t('toTrash')}
            <ArrowRight size={14} strokeWidth={1.5} aria-hidden />
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
