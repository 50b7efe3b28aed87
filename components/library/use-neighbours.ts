import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { placeAmongAll, videoAtPlace } from '@/lib/client/library';
import { libraryOptions, spellListFilter } from '@/lib/client/live-library';
import { findPlace, loadPlaces, nextStretch } from '@/lib/client/load-videos';
import { videoOptions } from '@/lib/client/video-queries';
import { knownVideo } from './known-video';
import { useFilter } from './use-filter';

/** Where a video stands in what the gallery shows. */
export type Place = {
  /** From 0; `-1` where the gallery does not show it, or does not know it yet. */
  index: number;
  total: number;
  /** The ids of the videos before and after it. */
  newer: string | undefined;
  older: string | undefined;
  /** Whether what is not known of it may still come. */
  isComing: boolean;
};

/** So many on either side are loaded, so that going on does not wait. */
const around = 5;

/**
 * Where a video stands, and what is beside it: both loaded where they are not there yet, since the gallery under a room does
 * not scroll, and a room may be opened by its address.
 */
export function useNeighbours(id: string): Place {
  const client = useQueryClient();
  const filter = useFilter();
  const spelt = spellListFilter(filter);
  const { data: library } = useQuery({ ...libraryOptions(client, filter), enabled: false });
  const { data: asked } = useQuery({ ...videoOptions(id), enabled: false });
  const video = knownVideo(client, id) ?? asked;
  const index = library && video ? placeAmongAll(library, video) : -1;
  const isLost = library !== undefined && video !== undefined && index < 0;
  const missing =
    library && index >= 0 ? nextStretch(library, { from: index - around, to: index + around + 1 }) : null;
  const { from, to } = missing ?? { from: -1, to: -1 };
  const isReady = library !== undefined;
  const isInDoubt = library?.isInDoubt === true;
  // What is asked for now, by name, and what was asked for last and is answered, or will not be.
  const wanted = isLost ? id : missing ? `${from}-${to}-${isInDoubt}` : '';
  const [answered, setAnswered] = useState('');

  // Once for each video: what the filter does not show is not found by asking again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is known by does not change.
  useEffect(() => {
    if (!isReady || !isLost || !video) return;
    const controller = new AbortController();
    findPlace(client, spelt, video, controller.signal)
      .catch(() => {})
      .then(() => controller.signal.aborted || setAnswered(id));
    return () => controller.abort();
  }, [client, spelt, isReady, isLost, id]);

  useEffect(() => {
    if (!isReady || from < 0) return;
    const controller = new AbortController();
    loadPlaces(client, spelt, { from, to }, controller.signal)
      .catch(() => {})
      .then(() => controller.signal.aborted || setAnswered(`${from}-${to}-${isInDoubt}`));
    return () => controller.abort();
    // Where the counts did not fit, it is asked for again when they are mended.
  }, [client, spelt, isReady, from, to, isInDoubt]);

  const beside = (place: number) => (library && index >= 0 ? videoAtPlace(library, place)?.id : undefined);
  return {
    index,
    total: library?.total ?? 0,
    newer: beside(index - 1),
    older: beside(index + 1),
    isComing: !library || !video || (wanted !== '' && wanted !== answered),
  };
}
