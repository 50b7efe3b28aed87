import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { getDraft, useDraft } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import type { Model } from '@/lib/providers/wire';
import { applyFix, goToField } from './apply-fix';
import { contentOf, type Field, faultId } from './field';
import { type Fix, fixesFor, type Hint } from './fixes-for';
import { type Refusal, useFaultyField, useRefusal } from './refusal';
import { spellOption } from './spell-option';

/** Longer words stand in the provider's whole answer. */
const longestWords = 300;

/** Whether somebody has gone on writing since, so that the focus is theirs. */
function isWriting({ draft }: Refusal): boolean {
  const isText = document.activeElement?.matches('textarea, input') ?? false;
  return isText && getDraft() !== draft;
}

/** What a field is called on the screen. */
export function useFieldName(): (field: Field) => string {
  const t = useTranslations('composer');
  return (field) => {
    if (field.startsWith('option:')) return spellOption(field.slice('option:'.length));
    if (field === 'firstFrame') return t('firstFrame.hint');
    if (field === 'lastFrame') return t('lastFrame.label');
    if (field === 'references') return t('reference');
    return t(field as Exclude<Field, 'firstFrame' | 'lastFrame' | 'references' | `option:${string}`>);
  };
}

function useWords() {
  const t = useTranslations('refusal');
  const units = useTranslations('common');
  return {
    fix(fix: Fix): string {
      switch (fix.kind) {
        case 'seconds':
          return t('use', { value: units('secondsShort', { seconds: String(fix.seconds) }) });
        case 'size':
          return t('use', { value: fix.size.replace('x', '×') });
        case 'fps':
          return t('use', { value: units('fps', { fps: String(fix.fps) }) });
        case 'fit':
          return t('fit', { size: fix.size.replace('x', '×') });
        case 'edit':
          return t(fix.field === 'prompt' ? 'editPrompt' : 'edit');
        case 'clear':
          return t(fix.field === 'takes' ? 'makeOne' : 'clear');
        default:
          return t(fix.kind);
      }
    },
    hint(hint: Hint, name: string): string {
      if (hint.kind === 'looksLikeParameter') return t('looksLikeParameter', { name });
      if (hint.kind === 'blockedContent') return t('blockedContent');
      const count = String(hint.count);
      return hint.longest === null
        ? t('length', { count })
        : t('lengthOf', { count, longest: String(hint.longest) });
    },
  };
}

/** At a field that was refused: what was said of it, and what can be pressed to make it right. */
export function FieldFault({ of, model }: { of: readonly Field[]; model: Model }) {
  const t = useTranslations('refusal');
  const refusal = useRefusal();
  const faulty = useFaultyField();
  const draft = useDraft((whole) => whole);
  const nameOf = useFieldName();
  const words = useWords();
  const landed = useRef<Refusal | null>(null);
  const field = refusal && faulty !== null && of.includes(faulty) ? faulty : null;

  useEffect(() => {
    if (!refusal || field === null || landed.current === refusal) return;
    landed.current = refusal;
    if (!isWriting(refusal)) goToField(field);
  }, [refusal, field]);

  if (!refusal || field === null) return null;
  const { error } = refusal;
  const { fixes, hint } = fixesFor(error, field, model, draft);
  const said =
    error.message.length > longestWords ? `${error.message.slice(0, longestWords)}…` : error.message;
  const isSet = contentOf(draft, field) !== null && contentOf(draft, field) !== '';

  return (
    <div className="my-2 flex flex-wrap items-center gap-x-4 gap-y-2 border-failed border-l-2 pl-3 text-13">
      <p id={faultId} className="min-w-0 break-words">
        <span className="text-failed">{t('wrong', { name: nameOf(field) })}</span>{' '}
        <span className="text-muted">
          {error.body ? `“${said}”` : said} {hint && words.hint(hint, nameOf(field))}
        </span>
      </p>
      {fixes.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {fixes
            .filter(({ kind }) => kind !== 'clear' || isSet)
            .map((fix) => (
              <Button key={`${fix.kind}`} onClick={() => applyFix(fix)}>
                {words.fix(fix)}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}
