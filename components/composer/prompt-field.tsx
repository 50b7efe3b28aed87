import { type KeyboardEvent, type RefObject, useLayoutEffect, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { fillDraft, getDraft, subscribeDraft } from '@/components/studio/draft';
import type { FieldProps } from './refusal';

type PromptFieldProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Its id, and what is wrong with it. */
  control: FieldProps;
  placeholder: string;
  onSend: () => void;
};

const getPrompt = () => getDraft().prompt;

/** The words. A component of its own, so that a key draws this again and nothing else. */
export function PromptField({ field, control, placeholder, onSend }: PromptFieldProps) {
  const t = useTranslations('composer');
  // When this takes the field over from the server, words may stand in it already, and they are these from the start.
  const prompt = useSyncExternalStore(subscribeDraft, getPrompt, getPrompt);

  // Where the browser does not let a field grow with its text, we do; `prompt` is what makes it grow.
  useLayoutEffect(() => {
    const { current: element } = field;
    if (!element || element.value !== prompt || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [field, prompt]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onSend();
    }
  }

  return (
    <textarea
      ref={field}
      aria-label={t('prompt')}
      aria-keyshortcuts="Control+Enter Meta+Enter"
      {...control}
      value={prompt}
      onChange={(event) => fillDraft({ prompt: event.target.value })}
      onKeyDown={onKeyDown}
      placeholder={placeholder}
      rows={2}
      maxLength={32_000}
      className="field-sizing-content block max-h-[40dvh] min-h-14 w-full resize-none bg-transparent py-1 text-16 outline-none placeholder:text-faint"
    />
  );
}
