import { composerActions } from '@/components/composer/composer-actions';
import { fieldId } from '@/components/composer/field';
import { fillDraft, getDraft, restoreDraft } from './draft';

const fieldName = fieldId('prompt');

/**
 * Brings the draft back, with what was typed into the page before any of our code ran. From then on until the composer
 * sees to its field itself, what is typed there goes into the draft, and what is brought back is shown there.
 */
export function restoreForm(): void {
  const field = document.querySelector<HTMLTextAreaElement>(`#${fieldName}`);
  const typed = field?.value ?? '';
  restoreDraft();
  const { prompt } = getDraft();
  // After a reload some browsers put back by themselves what stood there, and that is no typing.
  if (typed !== '' && typed !== prompt)
    fillDraft({ prompt: [prompt, typed].filter((words) => words !== '').join('\n') });
  if (field && field.value !== getDraft().prompt) field.value = getDraft().prompt;
  const take = ({ target }: Event) => {
    if (composerActions()) window.removeEventListener('input', take, true);
    else if (target instanceof HTMLTextAreaElement && target.id === fieldName)
      fillDraft({ prompt: target.value });
  };
  // Above React, which lets no event through to what it has not taken over yet.
  window.addEventListener('input', take, true);
}
