import { type RefObject, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { fillDraft, getDraft } from '@/components/studio/draft';
import { fetchPrompts } from '@/lib/client/prompt-queries';
import { type Recall, stepRecall, textAt } from './recall';

/**
 * ⌘ or Ctrl with ↑ at the very beginning of the prompt fills in what was sent before; ↑ and ↓ then lead on, back to what
 * was being written. Elsewhere these keys move the caret, as they do everywhere.
 */
export function useRecall(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const { current: element } = field;
    if (!element) return;
    const going = new AbortController();
    let prompts: string[] = [];
    let after: string | null = null;
    let hasMore = true;
    let recall: Recall | null = null;
    let isBusy = false;

    /** Whether what stands there is what was filled in last, and nobody has written in it since. */
    const isRecalling = () => recall !== null && textAt(recall, prompts) === getDraft().prompt;

    async function readMore(): Promise<void> {
      const page = await fetchPrompts('', after, going.signal);
      prompts = [...prompts, ...page.data.map(({ prompt }) => prompt)];
      after = page.last_id;
      hasMore = page.has_more;
    }

    async function step(direction: 'older' | 'newer'): Promise<void> {
      if (!isRecalling() || recall === null) {
        // Since then others may have been sent.
        [prompts, after, hasMore] = [[], null, true];
        recall = { draft: getDraft().prompt, at: -1 };
      }
      let next = stepRecall(recall, prompts, direction);
      while (!next && direction === 'older' && hasMore) {
        await readMore();
        next = stepRecall(recall, prompts, direction);
      }
      if (!next || !isRecalling()) return;
      recall = next;
      const text = textAt(next, prompts);
      flushSync(() => fillDraft({ prompt: text }));
      element?.setSelectionRange(text.length, text.length);
    }

    function onKeyDown(event: KeyboardEvent) {
      const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      if (!element || !isArrow || !(event.metaKey || event.ctrlKey)) return;
      if (event.shiftKey || event.altKey || event.isComposing) return;
      const isAtStart = element.selectionStart === 0 && element.selectionEnd === 0;
      if (!isRecalling() && !(event.key === 'ArrowUp' && isAtStart)) return;
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      step(event.key === 'ArrowUp' ? 'older' : 'newer')
        // Who presses again asks again.
        .catch(() => {})
        .finally(() => {
          isBusy = false;
        });
    }

    element.addEventListener('keydown', onKeyDown);
    return () => {
      going.abort();
      element.removeEventListener('keydown', onKeyDown);
    };
  }, [field]);
}
