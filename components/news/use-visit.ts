import { useCallback, useEffect, useState } from 'react';
import { useRoom } from '@/components/studio/room';
import { keep, readKept } from './kept';
import { markNew } from './new-marks';
import { isNew, look, open, readVisit, type Visit } from './visit';

const storageKey = 'firstframe.visit';

/** A page that ends without a word was looked at until here. */
const noteEveryMs = 10_000;

function readNow(): Visit | null {
  return readVisit(readKept(storageKey));
}

/** All that is shown of a visit. */
function spell({ away, opened, isDismissed }: Visit): string {
  return JSON.stringify([away, opened, isDismissed]);
}

/** Follows when this browser looks at the studio, and marks what ended while it did not. */
export function useVisit(): { visit: Visit | null; dismiss: () => void } {
  const [visit, setVisit] = useState<Visit | null>(null);
  const room = useRoom();

  const change = useCallback((next: Visit) => {
    keep(storageKey, JSON.stringify(next));
    setVisit((shown) => (shown && spell(shown) === spell(next) ? shown : next));
  }, []);

  useEffect(() => {
    function turn() {
      const kept = readNow();
      if (document.visibilityState === 'visible') change(look(kept, Date.now()));
      // Hidden just now: it was seen up to this moment.
      else if (kept) keep(storageKey, JSON.stringify({ ...kept, seenAt: Date.now() }));
    }
    turn();
    const timer = setInterval(() => document.visibilityState === 'visible' && turn(), noteEveryMs);
    document.addEventListener('visibilitychange', turn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [change]);

  useEffect(() => {
    if (visit && room !== null) change(open(readNow() ?? visit, room));
  }, [visit, room, change]);

  useEffect(() => markNew((video) => isNew(visit, video)), [visit]);

  return { visit, dismiss: () => visit && change({ ...(readNow() ?? visit), isDismissed: true }) };
}
