import { useCallback, useState } from 'react';
import type { ImageSlot } from '@/components/studio/draft';
import { ApiError } from '@/lib/client/api';
import type { Model } from '@/lib/providers/wire';
import type { Refusal } from './read-picture';

/** What is to be said of pictures that were given last. */
export type PictureNews = {
  refusals: readonly Refusal[];
  /** How many pictures had no place. */
  leftOut: number;
  /** The address that is being fetched. */
  fetching: string | null;
  /** Why one could not be, in the studio's words. */
  failure: string | null;
};

const nothing: PictureNews = { refusals: [], leftOut: 0, fetching: null, failure: null };

/**
 * The ways into the slots: files and addresses, wherever they come from.
 * @param onReference called when a reference was filled, which is not on the screen at all times
 */
export function usePictures(model: Model | null, onReference: () => void) {
  const [news, setNews] = useState(nothing);

  const takeFiles = useCallback(
    async (files: File[], slot: ImageSlot | null) => {
      if (files.length === 0) return;
      const { takePictures } = await import('./take-pictures');
      const { slots, ...taken } = await takePictures(files, { model, slot });
      setNews({ ...nothing, ...taken });
      if (slots.some((filled) => typeof filled === 'number')) onReference();
    },
    [model, onReference],
  );

  const takeAddress = useCallback(
    async (url: string, slot: ImageSlot | null) => {
      setNews({ ...nothing, fetching: url });
      try {
        const { takeAddress: take } = await import('./take-pictures');
        const place = await take(url, { model, slot });
        setNews(nothing);
        if (typeof place === 'number') onReference();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        setNews({ ...nothing, failure: error.message });
      }
    },
    [model, onReference],
  );

  const forgetNews = useCallback(() => setNews(nothing), []);
  return { news, takeFiles, takeAddress, forgetNews };
}

/** Whether there is anything to say. */
export function hasNews({ refusals, leftOut, fetching, failure }: PictureNews): boolean {
  return refusals.length > 0 || leftOut > 0 || fetching !== null || failure !== null;
}
