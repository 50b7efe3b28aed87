import { ArrowDownNarrowWide, Play, RotateCcw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';

/** What has nothing to do stays a button: one that is disabled loses the focus, and whoever moves by keys their place. */
const idle = 'aria-disabled:text-faint aria-disabled:hover:bg-transparent';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

type OrderToolsProps = {
  isPreviewed: boolean;
  onPreview: () => void;
  /** `null` where they are in that order. */
  onSort: (() => void) | null;
  /** `null` where nothing has been changed. */
  onStartOver: (() => void) | null;
};

/** What is done with the sequence as a whole. */
export function OrderTools({ isPreviewed, onPreview, onSort, onStartOver }: OrderToolsProps) {
  const t = useTranslations('stitch');
  return (
    <div className="flex flex-wrap gap-2">
      <Button aria-pressed={isPreviewed} className="aria-pressed:text-accent-strong" onClick={onPreview}>
        <Play {...icon} />
        {t('preview')}
      </Button>
      <Button look="bare" aria-disabled={!onSort} className={idle} onClick={() => onSort?.()}>
        <ArrowDownNarrowWide {...icon} />
        {t('oldestFirst')}
      </Button>
      <Button look="bare" aria-disabled={!onStartOver} className={idle} onClick={() => onStartOver?.()}>
        <RotateCcw {...icon} />
        {t('startOver')}
      </Button>
    </div>
  );
}
