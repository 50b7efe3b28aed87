import { useTranslations } from 'use-intl';
import type { FrameSource } from '@/components/player/frame-source';
import { frameAt } from '@/lib/media/frame-table';
import type { Fact } from './facts';

type PaneTitleProps = {
  letter: string;
  facts: readonly Fact[];
  source: FrameSource | undefined;
  /** Where in the comparison one is, in seconds. */
  seconds: number;
  className: string;
  /** What a fact looks like where it stands. */
  factClassName: string;
};

/** Which of the videos a picture is, what it is, and which of its frames is seen. */
export function PaneTitle({ letter, facts, source, seconds, className, factClassName }: PaneTitleProps) {
  const t = useTranslations('compare');
  const count = source?.table.starts.length ?? 0;
  return (
    <h2 className={`flex min-w-0 flex-wrap items-center gap-x-2 text-muted tabular-nums ${className}`}>
      <span className="font-medium text-text">{letter}</span>
      {facts.map(({ text, differs }) => (
        <span
          key={text}
          className={`min-w-0 break-words ${factClassName} ${differs ? 'font-medium text-text underline' : ''}`}
        >
          {text}
        </span>
      ))}
      {source && (
        <span>
          {t('frame', { number: String(frameAt(source.table, seconds) + 1), count: String(count) })}
        </span>
      )}
    </h2>
  );
}
