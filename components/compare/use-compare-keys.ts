import { useLayoutEffect } from 'react';
import { areSingleKeysOn } from '@/components/commands/keys';
import type { FramePlayer } from '@/components/player/frame-player';
import { isDialogOpen } from '@/components/studio/dialogs';

type Ways = { leave: () => void; wipe: () => void; zoom: () => void };

/** Where a key has a meaning of its own. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** The keys of the comparison besides those of its player, for as long as it is open. */
export function useCompareKeys(player: FramePlayer | null, { leave, wipe, zoom }: Ways): void {
  // With the room itself, so that Escape leads out of it from the first moment.
  useLayoutEffect(() => {
    const always: Record<string, () => void> = {
      Escape: leave,
      // There is no neighbour to walk to.
      ArrowLeft: () => player?.step(-1),
      ArrowRight: () => player?.step(1),
    };
    const single: Record<string, () => void> = { w: wipe, z: zoom };
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || isDialogOpen() || isTyping(event.target)) return;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      const act = always[event.key] ?? (areSingleKeysOn() ? single[event.key.toLowerCase()] : undefined);
      if (!act) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [player, leave, wipe, zoom]);
}
