import { useEffect } from 'react';
import { areSingleKeysOn } from '@/components/commands/keys';
import type { FramePlayer } from '@/components/player/frame-player';
import { isDialogOpen } from '@/components/studio/dialogs';
import { meaningOf } from './compare-keys';

/** What a control does with keys itself: a list with letters and arrows, a slider with arrows, a button with the space bar. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input[type="range"]')) return key.startsWith('Arrow');
  if (target.matches('input, textarea, select')) return key !== 'Escape';
  return key === ' ' && target.matches('button, a, summary');
}

/** The keys of the comparison, for as long as it is open. */
export function useCompareKeys(
  player: FramePlayer | null,
  { leave, wipe, zoom }: { leave: () => void; wipe: () => void; zoom: () => void },
): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || isDialogOpen() || isTaken(event)) return;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      const act = meaningOf(event.key, player, { leave, wipe, zoom, areSingleKeysOn: areSingleKeysOn() });
      if (!act) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [player, leave, wipe, zoom]);
}
