import { Check, CircleHelp, LoaderCircle, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { lineRange } from './line-range';
import type { DialectState } from './use-dialect-check';

const signs = {
  checking: { icon: LoaderCircle, tone: 'text-faint' },
  valid: { icon: Check, tone: 'text-ready' },
  invalid: { icon: X, tone: 'text-failed' },
  unchecked: { icon: CircleHelp, tone: 'text-faint' },
} as const;

/** Pixels; the height of a line in the text and beside it. */
const lineHeight = 20;

type DialectEditorProps = {
  text: string;
  /** The preset's name, to which it can be reset; `null` where it began as none of ours. */
  preset: string | null;
  isEdited: boolean;
  check: DialectState;
  /** Why the server did not take it. */
  error: string | null;
  onChange: (text: string) => void;
  onReset: () => void;
};

/** A dialect as JSON, with its lines numbered and what is wrong with it listed by line. */
export function DialectEditor({
  text,
  preset,
  isEdited,
  check,
  error,
  onChange,
  onReset,
}: DialectEditorProps) {
  const t = useTranslations('providers.dialect');
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const [isAsking, setIsAsking] = useState(false);
  const { icon: Sign, tone } = signs[check.state];
  const lineCount = text.split('\n').length;

  function goTo(line: number) {
    const { start, end } = lineRange(text, line);
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
    area.current?.scrollTo({ top: (line - 4) * lineHeight });
  }

  return (
    <div className="space-y-3">
      <p className="text-13 text-muted">{t('hint')}</p>
      <div className="flex overflow-hidden rounded-control border border-line-strong bg-page has-[:focus-visible]:border-accent">
        <pre
          ref={numbers}
          aria-hidden
          className="h-96 shrink-0 select-none overflow-hidden border-line border-r py-2 pr-2 pl-3 text-right font-mono text-13 text-faint leading-5"
        >
          {Array.from({ length: lineCount }, (_, index) => index + 1).join('\n')}
          {/* The text has a scroll bar below it, so the numbers must be able to go as far. */}
          {'\n\n'}
        </pre>
        <textarea
          ref={area}
          aria-label={t('label')}
          aria-invalid={check.state === 'invalid' || error !== null || undefined}
          aria-describedby="dialect-state"
          value={text}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => onChange(event.target.value)}
          onScroll={({ currentTarget }) => numbers.current?.scrollTo({ top: currentTarget.scrollTop })}
          className="h-96 min-w-0 flex-1 resize-none bg-transparent px-3 py-2 font-mono text-13 leading-5 outline-none"
        />
      </div>
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2 text-13">
        <p id="dialect-state" role="status" className="flex items-center gap-2 text-muted">
          <Sign size={16} strokeWidth={1.5} aria-hidden className={tone} />
          {t(`state.${check.state}`, { count: check.issues.length })}
        </p>
        {preset !== null && isEdited && !isAsking && (
          <Button look="bare" onClick={() => setIsAsking(true)}>
            {t('reset', { preset })}
          </Button>
        )}
      </div>
      {error && <p className="break-words text-13 text-failed">{error}</p>}
      {isAsking && (
        <InlineConfirm
          action={t('resetAction')}
          onCancel={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            onReset();
          }}
        >
          {t('resetQuestion', { preset: preset ?? '' })}
        </InlineConfirm>
      )}
      {check.issues.length > 0 && (
        <ul
          aria-label={t('issues')}
          className="divide-y divide-line rounded-control border border-line text-13"
        >
          {check.issues.map(({ path, line, message }) => (
            <li key={`${path} ${line} ${message}`}>
              <button
                type="button"
                disabled={line === null}
                onClick={() => line !== null && goTo(line)}
                className="flex min-h-9 w-full flex-wrap items-baseline gap-x-3 px-3 py-2 text-left transition-colors duration-150 ease-settle enabled:hover:bg-raised"
              >
                {line !== null && <span className="text-failed tabular-nums">{t('line', { line })}</span>}
                {path !== '' && <code className="break-all font-mono text-muted">{path}</code>}
                <span className="min-w-0 break-words">{message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
