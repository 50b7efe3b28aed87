import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useSettings } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import { countMore } from './to-create';

type MoreButtonProps = { model: Model | null; isOpen: boolean; onToggle: () => void };

/** Opens what the model takes beyond the bar; a figure tells how much of it is set. */
export function MoreButton({ model, isOpen, onToggle }: MoreButtonProps) {
  const t = useTranslations('composer');
  const draft = useSettings();
  const count = model ? countMore(model, draft) : 0;
  return (
    <button
      type="button"
      disabled={!model}
      aria-expanded={isOpen}
      aria-label={t('moreSet', { count })}
      title={t('more')}
      onClick={onToggle}
      className="inline-flex h-8 min-w-8 shrink-0 items-center justify-center gap-1.5 rounded-control px-2 text-13 text-muted tabular-nums transition-colors duration-150 ease-settle hover:bg-raised hover:text-text aria-expanded:bg-raised aria-expanded:text-text disabled:text-line-strong pointer-coarse:h-10 pointer-coarse:min-w-10"
    >
      <SlidersHorizontal size={16} strokeWidth={1.5} aria-hidden />
      {count > 0 && <span>{count}</span>}
    </button>
  );
}
