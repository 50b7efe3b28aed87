import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { forgetBeyond, type Library, loadedVideos } from '@/lib/client/library';
import { changesOptions, setLibrary } from '@/lib/client/live-library';
import { loadPlaces, nextStretch, type Places } from '@/lib/client/load-videos';

/** Whoever scrolls past at once wants none of it. */
const restMs = 80;
/** After an answer that did not come, or while the counts are in doubt. */
const retryMs = 2_000;
/** Not more are kept than this; then those go that are further away. */
const mostKept = 3_000;
const keptAround = 1_000;

/**
 * Loads the videos of the places that are wanted, as soon as the gallery rests on them, and lets go of requests for what is no
 * longer wanted; forgets what is far away.
 * @param filter that of the library; `null` while another is asked for
 */
export function useChunks(library: Library | undefined, filter: string | null, { from, to }: Places): void {
  const client = useQueryClient();
  const asking = useRef<(Places & { controller: AbortController }) | null>(null);
  const [failures, fail] = useReducer((count: number) => count + 1, 0);
  const failedBefore = useRef(0);

  useEffect(() => {
    const { current: under } = asking;
    if (!under || (filter !== null && under.to > from && under.from < to)) return;
    under.controller.abort();
    asking.current = null;
  }, [filter, from, to]);

  useEffect(() => {
    if (!library || filter === null) return;
    const hasFailed = failures !== failedBefore.current;
    const pause = hasFailed || library.isInDoubt ? retryMs : restMs;
    const timer = setTimeout(() => {
      failedBefore.current = failures;
      if (library.isInDoubt) {
        void client.refetchQueries({ queryKey: changesOptions(client).queryKey });
        return;
      }
      if (loadedVideos(library).length > mostKept)
        setLibrary(client, filter, forgetBeyond(library, from - keptAround, to + keptAround));
      const places = nextStretch(library, { from, to });
      if (!places || asking.current) return;
      const request = { ...places, controller: new AbortController() };
      asking.current = request;
      const { signal } = request.controller;
      loadPlaces(client, filter, places, signal).then(
        () => {
          if (asking.current === request) asking.current = null;
        },
        () => {
          if (signal.aborted) return;
          asking.current = null;
          fail();
        },
      );
    }, pause);
    return () => clearTimeout(timer);
  }, [client, library, filter, from, to, failures]);
}
