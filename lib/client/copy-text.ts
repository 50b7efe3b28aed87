/**
 * Puts a text on the clipboard. Over plain HTTP, as from the next room, browsers have no clipboard to write to; there
 * the text is selected in a field of its own and copied as a person would.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Within the dialog, if there is one: what is outside it cannot be focused.
  const focused = document.activeElement;
  (focused?.parentElement ?? document.body).append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
}
