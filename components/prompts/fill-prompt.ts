import { closeDialog } from '@/components/studio/dialogs';
import { fillDraft } from '@/components/studio/draft';

/** Puts a prompt into the form and the caret behind it. Sends nothing, and is one step to undo. */
export function fillPrompt(prompt: string): void {
  closeDialog();
  fillDraft({ prompt });
  // The dialog gives the focus back to where it was opened as it goes; after that it is ours to place.
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLTextAreaElement>('#composer textarea');
    field?.focus();
    field?.setSelectionRange(prompt.length, prompt.length);
  });
}
