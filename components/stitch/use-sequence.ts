import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { knownVideo } from '@/components/library/known-video';
import { videoOptions } from '@/lib/client/video-queries';
import type { Video } from '@/lib/jobs/wire';
import { type Arrangement, isArranged, startOver, untouched } from './arrangement';
import { keepArrangement, recallArrangement } from './kept-arrangements';
import { type SequencePart, wholePart } from './sequence';

/** A finished video, of which it is known what its file is like. */
type ReadyVideo = Video & { firstframe: { got: NonNullable<Video['firstframe']['got']> } };

const isReady = (video: Video | undefined): video is ReadyVideo =>
  video?.status === 'completed' &&
  video.firstframe.got !== null &&
  !video.firstframe.purged &&
  video.firstframe.trashed_at === null;

/** Of what was asked about, the finished videos by their ids, in the order in which they were chosen; not those in the trash. */
function readyOf(found: readonly UseQueryResult<Video>[]) {
  const ready = found.map(({ data }) => data).filter(isReady);
  return {
    isAsking: found.some(({ isPending, isError }) => isPending && !isError),
    videos: new Map(ready.map((video) => [video.id, video])),
  };
}

/** All of each video, as it was found at first, and what is chosen about them. */
type Sequence = { whole: readonly SequencePart[]; arrangement: Arrangement };

const nothing: Sequence = { whole: [], arrangement: untouched([]) };

/**
 * The finished ones of some videos as parts, in the order of their ids until they are moved, or as they were arranged before.
 * What becomes of one of them later changes nothing here: the server knows, and says it.
 * @returns no parts but `isAsking` while it is not known what all of them are: who changed some would lose the others
 */
export function useSequence(ids: readonly string[]) {
  const client = useQueryClient();
  const [sequence, setSequence] = useState<Sequence | null>(null);
  const { videos, isAsking } = useQueries({
    queries: ids.map((id) => ({ ...videoOptions(id), initialData: () => knownVideo(client, id) })),
    combine: readyOf,
  });
  if (!sequence && !isAsking) {
    const whole = [...videos.values()].map(({ id, firstframe }) => wholePart(id, firstframe.got));
    setSequence({ whole, arrangement: recallArrangement(whole) ?? untouched(whole) });
  }
  const { whole, arrangement } = sequence ?? nothing;

  function put(next: Arrangement): void {
    setSequence({ whole, arrangement: next });
    keepArrangement(whole, next);
  }

  return {
    arrangement,
    videos,
    isAsking: sequence === null,
    isArranged: isArranged(arrangement, whole),
    change: (changes: Partial<Arrangement>) => put({ ...arrangement, ...changes }),
    startOver: () => put(startOver(arrangement, whole)),
  };
}
