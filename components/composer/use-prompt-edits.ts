import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { fillDraft, getDraft, subscribeDraft } from '@/components/studio/draft';
import { caretAfter, fillIn, redo, startEdits, typeIn, undo } from './prompt-edits';

/**
 * Undo and redo of the prompt, over what is typed and what the studio fills in alike. The browser's own knows nothing of
 * the latter, so ours takes its place in this field.
 */
export function usePromptEdits(field: RefObject<HTMLTextAreaElement | null>) {
  const edits = useRef(startEdits(getDraft().prompt));
  const [can, setCan] = useState({ undo: false, redo: false });

  const tell = useCallback(() => {
    const { past, future } = edits.current;
    const now = { undo: past.length > 0, redo: future.length > 0 };
    setCan((before) => (before.undo === now.undo && before.redo === now.redo ? before : now));
  }, []);

  const step = useCallback(
    (move: typeof undo) => {
      const before = edits.current.present;
      const next = move(edits.current);
      if (next.present === before) return;
      edits.current = next;
      flushSync(() => fillDraft({ prompt: next.present }));
      tell();
      const caret = caretAfter(before, next.present);
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    },
    [field, tell],
  );

  useEffect(() => {
    const { current: element } = field;
    if (!element) return;
    let isComposing = false;
    const take = () => {
      const { prompt } = getDraft();
      // What an input method tries out on the way to a word is no step.
      if (isComposing || prompt === edits.current.present) return;
      // What is typed is in the field before we hear of it; what is filled in comes there afterwards.
      const isTyped = element.value === prompt;
      edits.current = isTyped ? typeIn(edits.current, prompt, Date.now()) : fillIn(edits.current, prompt);
      tell();
    };
    const onComposition = ({ type }: CompositionEvent) => {
      isComposing = type === 'compositionstart';
      take();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = (event.metaKey || event.ctrlKey) && !event.altKey && !event.isComposing;
      const key = event.key.toLowerCase();
      if (!isCommand || (key !== 'z' && !(key === 'y' && event.ctrlKey))) return;
      event.preventDefault();
      step(key === 'y' || event.shiftKey ? redo : undo);
    };
    // By the menu, by a gesture, or by shaking a phone.
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
      event.preventDefault();
      step(event.inputType === 'historyUndo' ? undo : redo);
    };
    const unsubscribe = subscribeDraft(take);
    element.addEventListener('compositionstart', onComposition);
    element.addEventListener('compositionend', onComposition);
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('beforeinput', onBeforeInput);
    return () => {
      unsubscribe();
      element.removeEventListener('compositionstart', onComposition);
      element.removeEventListener('compositionend', onComposition);
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('beforeinput', onBeforeInput);
    };
  }, [field, step, tell]);

  return { canUndo: can.undo, canRedo: can.redo, undo: () => step(undo), redo: () => step(redo) };
}
