import { type RefObject, useEffect, useRef } from 'react';
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
 * @param box where it has them; without it, wherever the focus is on the page
 */
export function usePlayerKeys(
  player: FramePlayer | null,
  others: (move: Move) => void,
  box?: RefObject<HTMLElement | null>,
): void {
  const other = useRef(others);
  other.current = others;

  useEffect(() => {
    if (!player) return;
    const place: EventTarget = box?.current ?? document;
    const isCovered = () => place === document && isDialogOpen();
    let isStopHeld = false;

    function onKeyDown(event: Event) {
      if (!(event instanceof KeyboardEvent) || !player) return;
      const { key, repeat, target } = event;
      if (event.defaultPrevented || event.isComposing || isCovered() || isTyping(target)) return;
      if (event.metaKey || event.ctrlKey || event.altKey || (key === ' ' && takesSpace(target))) return;
      const move = moveOf({ key, repeat }, { isStopHeld, hasSingleKeys: areSingleKeysOn() });
      if (key.toLowerCase() === 'k') isStopHeld = true;
      if (!move) return;
      event.preventDefault();
      if (!makeMove(player, move)) other.current(move);
    }

    function onKeyUp(event: Event) {
      if (event instanceof KeyboardEvent && event.key.toLowerCase() === 'k') isStopHeld = false;
    }

    const controller = new AbortController();
    const { signal } = controller;
    place.addEventListener('keydown', onKeyDown, { signal });
    place.addEventListener('keyup', onKeyUp, { signal });
    return () => controller.abort();
  }, [player, box]);
}
