import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { onChanged } from '@/lib/client/changed-videos';
import { catchUp, openCountOptions } from '@/lib/client/live-library';
import type { Video } from '@/lib/jobs/wire';
import { openEnds } from './ends';
import { useNewsSettings } from './news-settings';
import { beSeen, isSeen, joinTabs } from './one-tab';
import { playSound } from './play-sound';
import { showCount } from './tab-count';

/** What ends within so long is told of together. */
const togetherMs = 2_000;

/** A tab that is not seen asks more slowly, and only while something is open. */
const hiddenIntervalMs = 5_000;
const answerWithinMs = 20_000;

/** Tells of videos that end while nobody looks: in the tab, by a notification (`notify`), by a sound. */
export function useEnds(notify: (ended: readonly Video[]) => void): void {
  const client = useQueryClient();
  const settings = useNewsSettings();
  const current = useRef({ settings, notify });
  current.current = { settings, notify };
  const isAnyOn = settings.notify || settings.count || settings.sound;

  useEffect(() => {
    const { take } = openEnds();
    const { isTeller, leave } = joinTabs();
    let stopBeingSeen = () => {};
    let count = 0;
    let waiting: Video[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function tell() {
      const ended = waiting;
      waiting = [];
      timer = undefined;
      if (!isTeller() || (await isSeen())) return;
      if (current.current.settings.notify) current.current.notify(ended);
      // It stays silent where it may not be heard.
      if (current.current.settings.sound) await playSound().catch(() => {});
    }

    function turn() {
      stopBeingSeen();
      stopBeingSeen = () => {};
      if (document.visibilityState !== 'visible') return;
      stopBeingSeen = beSeen();
      count = 0;
      showCount(0);
    }

    const stopHearing = onChanged((videos) => {
      const ended = take(videos, Date.now());
      if (ended.length === 0 || document.visibilityState === 'visible') return;
      count += ended.length;
      if (current.current.settings.count) showCount(count);
      waiting.push(...ended);
      timer ??= setTimeout(() => void tell(), togetherMs);
    });

    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      clearTimeout(timer);
      stopHearing();
      stopBeingSeen();
      leave();
    };
  }, []);

  useEffect(() => {
    if (!isAnyOn) return;
    let isAsking = false;
    const timer = setInterval(async () => {
      const open = client.getQueryData(openCountOptions().queryKey) ?? 0;
      if (document.visibilityState === 'visible' || open === 0 || isAsking) return;
      isAsking = true;
      // Without an answer it asks again next time.
      await catchUp(client, AbortSignal.timeout(answerWithinMs)).catch(() => {});
      isAsking = false;
    }, hiddenIntervalMs);
    return () => clearInterval(timer);
  }, [client, isAnyOn]);
}
