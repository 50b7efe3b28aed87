import { Lightbulb, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSettings } from '@/components/studio/draft';
import { IconButton } from '@/components/ui/icon-button';
import { estimatePrice, toMicros } from '@/lib/jobs/price';
import type { Model } from '@/lib/providers/wire';
import { Note } from './note';
import { hasFirstFrame, settingsToCreate } from './to-create';

type Hint = 'motion' | 'drafts';

const storageKey = 'firstframe.hints-read';
/** From so many takes, or so much money of whichever currency, it is worth thinking of drafts first. */
const manyTakes = 3;
const muchMoney = 2;

function readDismissed(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.map(String) : [];
  } catch {
    return [];
  }
}

/** A short piece of advice, where it helps and until somebody has read it; one at a time. */
export function PromptHints({ model }: { model: Model }) {
  const t = useTranslations('prompts');
  const settings = useSettings();
  const [dismissed, setDismissed] = useState(readDismissed);
  const create = settingsToCreate(model, settings);
  const { price, provider } = model.firstframe;
  const estimate = estimatePrice({ price, isFree: provider.is_demo }, create);
  const isDear =
    estimate.kind !== 'free' &&
    (create.takes >= manyTakes || (estimate.kind === 'known' && estimate.micros >= toMicros(muchMoney)));
  const fitting: Hint[] = [];
  if (isDear) fitting.push('drafts');
  if (hasFirstFrame(model, settings)) fitting.push('motion');
  const hint = fitting.find((name) => !dismissed.includes(name));
  if (!hint) return null;

  function dismiss(name: Hint) {
    const next = [...dismissed, name];
    setDismissed(next);
    try {
      localStorage.setItem(storageKey, JSON.stringify(next));
    } catch {
      // Then it is shown again on the next visit.
    }
  }

  return (
    <aside aria-label={t('hints.label')} className="mb-2 flex items-start gap-2 text-13">
      <div className="flex-1 py-1.5 pointer-coarse:py-2.5">
        <Note icon={Lightbulb} tone="text-faint">
          {t(`hints.${hint}`)}
        </Note>
      </div>
      <IconButton label={t('hints.dismiss')} onClick={() => dismiss(hint)}>
        <X size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
    </aside>
  );
}
