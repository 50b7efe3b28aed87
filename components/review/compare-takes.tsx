import { Columns2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { chooseForCompare } from '@/components/compare/choose';
import { enterCompare } from '@/components/studio/room';
import { Button } from '@/components/ui/button';
import type { Lineage } from '@/lib/jobs/lineage-wire';

/** The way to look at the takes of one submit side by side: this one and those next to it. */
export function CompareTakes({ lineage }: { lineage: Lineage }) {
  const t = useTranslations('lineage');
  const ready = lineage.takes.filter(({ state }) => state === 'completed').map(({ id }) => id);
  const chosen = chooseForCompare(lineage.id, ready);
  if (chosen.length < 2) return null;
  return (
    <Button look="bare" onClick={() => enterCompare(chosen)}>
      <Columns2 size={16} strokeWidth={1.5} aria-hidden />
      {t('compareTakes')}
    </Button>
  );
}
