import { useEffect } from 'react';
import { composerActions } from '@/components/composer/composer-actions';
import { librarySearchId } from '@/components/find/library-search';
import { isDialogOpen, openDialog } from '@/components/studio/dialogs';
import { areSingleKeysOn } from './keys';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** Where a send is meant: in the composer, or nowhere in particular. On a link these keys open a new tab. */
function isAtComposer(target: EventTarget | null): boolean {
  if (target === document.body) return true;
  return target instanceof HTMLElement && target.closest('#composer') !== null && !target.matches('a');
}

function focusOn(id: string): void {
  document.getElementById(id)?.focus();
}

/** What a key does, or `null` where it is not ours. */
function meaningOf(event: KeyboardEvent, isRoomOpen: boolean): (() => void) | null {
  const { key, target } = event;
  const isMod = (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
  if (isMod && key.toLowerCase() === 'k') return () => openDialog({ name: 'palette' });
  if (isMod && key === 'Enter' && !isRoomOpen && isAtComposer(target)) return () => composerActions()?.send();
  if (event.metaKey || event.ctrlKey || event.altKey || isTyping(target) || !areSingleKeysOn()) return null;
  if (key === '?') return () => openDialog({ name: 'shortcuts' });
  if (isRoomOpen) return null;
  if (key === '/' || key.toLowerCase() === 'n') return () => focusOn('field-prompt');
  return key.toLowerCase() === 'f' ? () => focusOn(librarySearchId) : null;
}

/**
 * The keys that count on the whole page. None while a word is being composed (Chinese, Japanese), none under a dialog, and of
 * single signs none while one types.
 */
export function useShortcuts(isRoomOpen: boolean): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.repeat || isDialogOpen()) return;
      const act = meaningOf(event, isRoomOpen);
      if (!act) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isRoomOpen]);
}
