import { openDialog } from '@/components/studio/dialogs';
import { type Draft, fillDraft, getDraft, type ImageSlot } from '@/components/studio/draft';
import { defaultFraming } from '@/lib/media/framing';
import { composerActions } from './composer-actions';
import { type Field, fieldId } from './field';
import type { Fix } from './fixes-for';

/** A field as it is when nothing was written there. */
function cleared(field: Field): Partial<Draft> {
  const { options } = getDraft();
  if (field.startsWith('option:')) return { options: { ...options, [field.slice('option:'.length)]: '' } };
  switch (field) {
    case 'takes':
      return { takes: 1 };
    case 'negativePrompt':
    case 'user':
    case 'metadata':
      return { [field]: '' };
    case 'references':
      return { references: [] };
    default:
      return { [field]: null };
  }
}

/** The image fills the frame, its middle in the middle. */
function layInto(slot: ImageSlot): Partial<Draft> {
  const draft = getDraft();
  if (typeof slot !== 'number') {
    const image = draft[slot];
    return image ? { [slot]: { ...image, framing: defaultFraming } } : {};
  }
  return {
    references: draft.references.map((image, index) =>
      index === slot ? { ...image, framing: defaultFraming } : image,
    ),
  };
}

/** Goes to the control of a field; the caret of a text goes to its end. */
export function goToField(field: Field): void {
  const control = document.getElementById(fieldId(field));
  // What is folded away cannot take the focus.
  const folded = control?.closest('details');
  if (folded) folded.open = true;
  control?.focus();
  control?.scrollIntoView({ block: 'nearest' });
  if (control instanceof HTMLTextAreaElement)
    control.setSelectionRange(control.value.length, control.value.length);
}

/** The browser's own list opens only right after a press, and not in every browser. */
function openModels(): void {
  goToField('model');
  const control = document.getElementById(fieldId('model'));
  try {
    if (control instanceof HTMLSelectElement) control.showPicker();
  } catch {
    // It has the focus, which is as good.
  }
}

/** Does what a fix says. Nothing is sent by it. */
export function applyFix(fix: Fix): void {
  switch (fix.kind) {
    case 'seconds':
    case 'size':
      composerActions()?.choose(
        fix.kind,
        fix.kind === 'size' ? { size: fix.size } : { seconds: fix.seconds },
      );
      goToField(fix.kind);
      return;
    case 'fps':
      fillDraft({ fps: fix.fps });
      goToField('fps');
      return;
    case 'frame':
      openDialog({ name: 'framing', slot: fix.slot });
      return;
    case 'fit':
      fillDraft(layInto(fix.slot));
      return;
    case 'replace':
      composerActions()?.chooseImage(fix.slot);
      return;
    case 'chooseModel':
      openModels();
      return;
    case 'clear':
      fillDraft(cleared(fix.field));
      goToField(fix.field);
      return;
    case 'edit':
      goToField(fix.field);
  }
}
