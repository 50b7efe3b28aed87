import type { KeyboardEvent } from 'react';

/**
 * Arrow keys lead from row to row of a list, and from its first row back to what stands above it. Rows are told by
 * `data-row`, what stands above by `data-above`.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.nativeEvent.isComposing) return;
  const whole = event.currentTarget;
  const rows = [...whole.querySelectorAll<HTMLElement>('[data-row]')];
  const { activeElement } = document;
  const at = rows.findIndex((row) => row === activeElement || row.parentElement?.contains(activeElement));
  if (at === -1 && (step === -1 || !activeElement?.hasAttribute('data-above'))) return;
  const next = rows[at + step] ?? (at + step < 0 ? whole.querySelector<HTMLElement>('[data-above]') : null);
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
