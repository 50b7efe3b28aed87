import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { knownVideo } from '@/components/library/known-video';
import { videoOptions } from '@/lib/client/video-queries';
import type { Video } from '@/lib/jobs/wire';
import { type SequencePart, wholePart } from './sequence';

/** A finished video, of which it is known what its file is like. */
type Ready = Video & { firstframe: { got: NonNullable<Video['firstframe']['got']> } };

const isReady = (video: Video | undefined): video is Ready =>
  video?.status === 'completed' &&
  video.firstframe.got !== null &&
  !video.firstframe.purged &&
  video.firstframe.trashed_at === null;

/** Of what was asked about, the finished videos by their ids, the oldest first; not those in the trash. */
function readyOf(found: readonly UseQueryResult<Video>[]) {
  const ready = found.map(({ data }) => data).filter(isReady);
  ready.sort((one, other) => one.firstframe.created_at_ms - other.firstframe.created_at_ms);
  return {
    isAsking: found.some(({ isPending, isError }) => isPending && !isError),
    videos: new Map(ready.map((video) => [video.id, video])),
  };
}

/**
 * The finished ones of some videos as parts, the oldest first until they are moved.
 * What becomes of one of them later changes nothing here: the server knows, and says it.
 * @returns no parts but `isAsking` while it is not known what all of them are: who changed some would lose the others
 */
export function useSequence(ids: readonly string[]) {
  const client = useQueryClient();
  const [changed, setChanged] = useState<readonly SequencePart[] | null>(null);
  const { videos, isAsking } = useQueries({
    queries: ids.map((id) => ({ ...videoOptions(id), initialData: () => knownVideo(client, id) })),
    combine: readyOf,
  });
  if (!changed && !isAsking)
    setChanged([...videos.values()].map(({ id, firstframe }) => wholePart(id, firstframe.got)));
  return { parts: changed ?? [], videos, isAsking: changed === null, change: setChanged };
}
