import { LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { getDraft } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ApiError } from '@/lib/client/api';
import { improvePrompt } from '@/lib/client/change-prompts';
import { messageOf } from '@/lib/client/message-of';
import { fillPrompt } from './fill-prompt';
import { type DifferencePiece, wordDifference } from './word-difference';

/** A piece of the difference; what changed is told by a line through or below it, and to screen readers in words. */
function Piece({ piece: { kind, text } }: { piece: DifferencePiece }) {
  if (kind === 'same') return text;
  return kind === 'removed' ? (
    <del className="text-failed decoration-1">{text}</del>
  ) : (
    <ins className="rounded-[3px] bg-raised text-ready decoration-1 underline-offset-4">{text}</ins>
  );
}

type State = { kind: 'asking' } | { kind: 'failed'; words: string } | { kind: 'answered'; prompt: string };

/** A better wording, shown as what would change. Nothing changes before somebody says so. */
export function ImproveDialog({ onClose }: DialogPart<'improve'>) {
  const t = useTranslations('prompts');
  const language = useLocale();
  const use = useRef<HTMLButtonElement>(null);
  const [{ prompt: before, model, firstFrame }] = useState(getDraft);
  const [state, setState] = useState<State>({ kind: 'asking' });
  const asking = useRef<AbortController | null>(null);

  async function ask() {
    asking.current?.abort();
    const own = new AbortController();
    asking.current = own;
    setState({ kind: 'asking' });
    const wish = {
      prompt: before,
      has_first_frame: firstFrame !== null,
      ...(model === null ? {} : { model }),
    };
    try {
      const { prompt } = await improvePrompt(wish, own.signal);
      setState({ kind: 'answered', prompt });
    } catch (error) {
      if (own.signal.aborted) return;
      const words = messageOf(error);
      const isLost = error instanceof ApiError && error.code === 'unreachable';
      setState({ kind: 'failed', words: isLost ? t('improve.lost') : words });
    }
  }

  // Asked once when it opens, and each time somebody presses for it.
  const first = useRef(ask);
  useEffect(() => {
    // A tick later, so that what is drawn twice in development is asked and paid for once.
    const timer = setTimeout(() => void first.current());
    return () => {
      clearTimeout(timer);
      asking.current?.abort();
    };
  }, []);

  useEffect(() => {
    if (state.kind === 'answered') use.current?.focus();
  }, [state]);

  const pieces = state.kind === 'answered' ? wordDifference(before, state.prompt, language) : [];
  const isSame = state.kind === 'answered' && state.prompt === before;
  let place = 0;
  return (
    <Dialog
      title={t('improve.title')}
      onClose={onClose}
      footer={
        <>
          <Button look="bare" disabled={state.kind === 'asking'} onClick={ask} className="mr-auto">
            {t('improve.again')}
          </Button>
          <Button onClick={onClose}>{t('improve.keep')}</Button>
          <Button
            ref={use}
            look="primary"
            disabled={state.kind !== 'answered' || isSame}
            onClick={() => state.kind === 'answered' && fillPrompt(state.prompt)}
          >
            {t('improve.use')}
          </Button>
        </>
      }
    >
      <div aria-live="polite" className="min-h-40">
        {state.kind === 'asking' && (
          <>
            <p className="flex items-center gap-2 text-13 text-muted">
              <LoaderCircle size={16} strokeWidth={1.5} aria-hidden className="animate-spin" />
              {t('improve.asking')}
            </p>
            <p className="mt-3 whitespace-pre-wrap break-words text-16 text-faint">{before}</p>
          </>
        )}
        {state.kind === 'failed' && (
          <p role="alert" className="break-words text-14">
            <span className="text-failed">{t('improve.failed')}</span> {state.words}
          </p>
        )}
        {state.kind === 'answered' && (
          <>
            <p className="text-13 text-muted">{t(isSame ? 'improve.same' : 'improve.legend')}</p>
            <p className="mt-3 whitespace-pre-wrap break-words text-16">
              {pieces.map((piece) => {
                place += 1;
                return <Piece key={place} piece={piece} />;
              })}
            </p>
          </>
        )}
      </div>
    </Dialog>
  );
}
