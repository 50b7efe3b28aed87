import { useEffect, useRef } from 'react';
import { areSingleKeysOn } from '@/components/commands/keys';
import { isDialogOpen } from '@/components/studio/dialogs';
import type { FramePlayer } from './frame-player';
import { type Move, makeMove, moveOf } from './player-keys';

/** Where letters are written. A list of speeds and a slider have no use for them. */
function isTyping(target: EventTarget | null): boolean {
  const fields = 'input:not([type="range"]), textarea, [contenteditable]';
  return target instanceof HTMLElement && target.matches(fields);
}

/** Whether the space bar already means something there. */
function takesSpace(target: EventTarget | null): boolean {
  const takers = 'button, a, summary, select, [role="tab"], [role^="menuitem"]';
  return target instanceof HTMLElement && target.matches(takers);
}

/**
 * The keys of a player, for as long as it is on the page. What lies over it has the keys, and so has a field.
 * @param others does what is not the player's own, as full screen
 */
export function usePlayerKeys(player: FramePlayer | null, others: (move: Move) => void): void {
  const other = useRef(others);
  other.current = others;

  useEffect(() => {
    if (!player) return;
    let isStopHeld = false;

    function onKeyDown(event: KeyboardEvent) {
      const { key, repeat, target } = event;
      if (event.defaultPrevented || event.isComposing || isDialogOpen() || isTyping(target) || !player)
        return;
      if (event.metaKey || event.ctrlKey || event.altKey || (key === ' ' && takesSpace(target))) return;
      const move = moveOf({ key, repeat }, { isStopHeld, hasSingleKeys: areSingleKeysOn() });
      if (key.toLowerCase() === 'k') isStopHeld = true;
      if (!move) return;
      event.preventDefault();
      if (!makeMove(player, move)) other.current(move);
    }

    function onKeyUp({ key }: KeyboardEvent) {
      if (key.toLowerCase() === 'k') isStopHeld = false;
    }

    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('keyup', onKeyUp);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('keyup', onKeyUp);
    };
  }, [player]);
}
