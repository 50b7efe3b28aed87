import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { areSingleKeysOn } from '@/components/commands/keys';
import { knownVideo } from '@/components/library/known-video';
import { isDialogOpen } from '@/components/studio/dialogs';
import { videoOptions } from '@/lib/client/video-queries';
import { isMenuOpen } from './open-menu';
import { clearSelection, getSelection } from './selection-store';
import { tileOf, videoIdOf } from './tile-of';
import { useChoosing } from './use-choosing';
import { useMarks } from './use-marks';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]')
  );
}

function focusedId(): string | null {
  const tile = tileOf(document.activeElement);
  return tile && videoIdOf(tile);
}

/**
 * The keys that choose in the gallery, and the one that stars; under the review room they are that room's. The arrow keys
 * themselves are the gallery's: with Shift held, what they come to is chosen.
 */
export function useSelectionKeys(isRoomOpen: boolean): void {
  const client = useQueryClient();
  const { toggle, extendTo, all } = useChoosing();
  const { star } = useMarks();

  useEffect(() => {
    if (isRoomOpen) return;
    /** The tile that Shift and an arrow key went from. */
    let extendsFrom: string | null = null;

    /** What a key does, or `null` where it is not ours. */
    function meaningOf({ key, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): (() => void) | null {
      const isMod = metaKey || ctrlKey;
      const letter = key.toLowerCase();
      if (isMod && !altKey && !shiftKey && letter === 'a') return () => void all();
      if (isMod || altKey) return null;
      if (key === 'Escape' && getSelection().ids.size > 0) return clearSelection;
      if (shiftKey || !areSingleKeysOn()) return null;
      const id = focusedId();
      if (id === null) return null;
      if (letter === 'x') return () => toggle(id);
      if (letter !== 's') return null;
      return () => {
        const video = knownVideo(client, id) ?? client.getQueryData(videoOptions(id).queryKey);
        if (video) void star([id], video.firstframe.starred !== true);
      };
    }

    function onKeyDown(event: KeyboardEvent) {
      if (event.isComposing || isDialogOpen() || isMenuOpen() || isTyping(event.target)) return;
      if (event.defaultPrevented || event.repeat) return;
      const act = meaningOf(event);
      if (!act) return;
      event.preventDefault();
      act();
    }

    function noteFrom(event: KeyboardEvent) {
      const isExtending = event.shiftKey && event.key.startsWith('Arrow');
      extendsFrom = isExtending ? focusedId() : null;
    }

    function onFocus() {
      const id = focusedId();
      if (extendsFrom === null || id === null || id === extendsFrom) return;
      if (getSelection().anchor === null) toggle(extendsFrom);
      extendsFrom = id;
      extendTo(id);
    }

    function endExtending({ key }: KeyboardEvent) {
      if (key === 'Shift') extendsFrom = null;
    }

    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener('keydown', noteFrom, { signal, capture: true });
    document.addEventListener('keydown', onKeyDown, { signal });
    document.addEventListener('focusin', onFocus, { signal });
    document.addEventListener('keyup', endExtending, { signal });
    return () => controller.abort();
  }, [client, isRoomOpen, toggle, extendTo, all, star]);
}
