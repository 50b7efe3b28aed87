import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import type { ConnectionReport } from '@/lib/providers/wire';
import { reportLines } from './report-lines';

const signs = {
  good: { icon: Check, tone: 'text-ready' },
  bad: { icon: X, tone: 'text-failed' },
  neutral: { icon: CircleHelp, tone: 'text-faint' },
} as const;

type ConnectionChecklistProps = {
  report: ConnectionReport;
  /** The preset it is to be connected with; empty where none was chosen. */
  preset: string;
  /** Whether something was changed after the test. */
  isOutdated: boolean;
  /** Takes a preset that fits better; `null` where none can be taken. */
  onPreset: ((id: string) => void) | null;
};

/** What a test found: a sign, a word and a sentence a line. */
export function ConnectionChecklist({ report, preset, isOutdated, onPreset }: ConnectionChecklistProps) {
  const t = useTranslations('providers.report');
  return (
    <section aria-label={t('title')} className="rounded-tile border border-line bg-raised px-4 py-3 text-13">
      <div className="flex flex-wrap justify-between gap-x-4">
        <h3 className="font-medium">{t('title')}</h3>
        <p className={isOutdated ? 'text-unsure' : 'text-muted'}>{t(isOutdated ? 'outdated' : 'free')}</p>
      </div>
      <ul className="mt-3 space-y-2.5">
        {reportLines(report, preset).map(({ id, tone, word, text, values, detail, better }) => {
          const { icon: Icon, tone: colour } = signs[tone];
          return (
            <li
              key={id}
              className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 sm:grid-cols-[1rem_9rem_minmax(0,1fr)]"
            >
              <Icon size={16} strokeWidth={1.5} aria-hidden className={`mt-px ${colour}`} />
              <p className={`font-medium ${tone === 'bad' ? 'text-failed' : ''}`}>{t(`words.${word}`)}</p>
              <div className="col-start-2 min-w-0 sm:col-start-3">
                <p className="break-words text-muted tabular-nums">{t(`texts.${text}`, values)}</p>
                {detail && tone !== 'good' && <p className="break-words text-faint">{detail}</p>}
                {better && onPreset && (
                  <Button className="mt-2 border-line-strong" onClick={() => onPreset(better)}>
                    {t('use', { label: values.label ?? better })}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
