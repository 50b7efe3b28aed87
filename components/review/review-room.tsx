'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { areSingleKeysOn } from '@/components/commands/keys';
import { ConnectionBanner } from '@/components/gallery/connection-banner';
import { knownVideo } from '@/components/library/known-video';
import { useNeighbours } from '@/components/library/use-neighbours';
import { openAhead } from '@/components/player/open-ahead';
import { isMenuOpen } from '@/components/selection/open-menu';
import { useMarks } from '@/components/selection/use-marks';
import { isDialogOpen } from '@/components/studio/dialogs';
import { leaveRoom, moveRoom } from '@/components/studio/room';
import { useLayer } from '@/components/studio/use-layer';
import { changesOptions } from '@/lib/client/live-library';
import { videoOptions } from '@/lib/client/video-queries';
import { ReviewPanel } from './review-panel';
import { ReviewStage } from './review-stage';
import { RoomHeader } from './room-header';
import { keepPart, offerRoomParts, type RoomPart, readPart } from './room-part';
import { SwipeStage } from './swipe-stage';
import { usePosters } from './use-posters';
import { useWalk } from './use-walk';
import { waysOf } from './walk';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** One video, large, with all that is known of it. Has its own address, and lies over the gallery. */
export function ReviewRoom({ id }: { id: string }) {
  const t = useTranslations('review');
  const client = useQueryClient();
  const room = useRef<HTMLDivElement>(null);
  const [part, setPart] = useState<RoomPart>(() => readPart(window.location.hash));
  const { data: video, isError } = useQuery({
    ...videoOptions(id),
    // Changes are laid over this too; a video that the library does not know yet is asked for.
    initialData: () => knownVideo(client, id),
    refetchInterval: ({ state }) => (state.data?.firstframe.step ? 2_000 : false),
  });
  // The gallery below asks for them; here it only shows whether it is answered.
  const changes = useQuery({ ...changesOptions(client), enabled: false });
  const place = useNeighbours(id);
  const { index, total, newer, older } = place;
  const ways = waysOf(place);
  const go = useCallback(
    (to: string) => {
      const next = knownVideo(client, to);
      if (next) openAhead(next);
      moveRoom(to);
    },
    [client],
  );
  const walk = useWalk(id, place, go);
  const beside = { newer: newer && knownVideo(client, newer), older: older && knownVideo(client, older) };
  const { star } = useMarks();
  usePosters([beside.older || undefined, beside.newer || undefined]);

  // Walking names another video, and the part that is looked at stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: written with each video, and by whoever chooses another part.
  useEffect(() => {
    if (part !== 'details') keepPart(part);
  }, [id]);

  useEffect(() => {
    const follow = () => setPart(readPart(window.location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  const showPart = useCallback((next: RoomPart) => {
    setPart(next);
    keepPart(next);
  }, []);
  useEffect(() => offerRoomParts(showPart), [showPart]);

  const isStarred = video?.firstframe.starred === true;
  const toggleStar = useCallback(() => void star([id], !isStarred), [star, id, isStarred]);
  useLayer(room, id);

  // With the room itself, so that Escape leads out of it from the first moment.
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // What lies over the room has the keys.
      if (event.defaultPrevented || isDialogOpen() || isMenuOpen() || isTyping(event.target)) return;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'Escape' && !document.fullscreenElement) leaveRoom();
      else if (event.key === 'ArrowLeft') walk(-1, event.repeat);
      else if (event.key === 'ArrowRight') walk(1, event.repeat);
      else if (event.key.toLowerCase() === 's' && !event.repeat && areSingleKeysOn()) toggleStar();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [walk, toggleStar]);

  return (
    <div
      ref={room}
      role="dialog"
      aria-modal="true"
      aria-label={t('label', { prompt: video?.prompt?.slice(0, 80) ?? id })}
      tabIndex={-1}
      className="fixed inset-0 z-40 flex flex-col overflow-y-auto bg-page outline-none lg:overflow-hidden"
    >
      <RoomHeader
        video={video}
        place={index >= 0 ? t('position', { index: index + 1, total }) : ''}
        neighbour={older ?? newer ?? null}
        ways={ways}
        onStep={walk}
      />
      {changes.failureCount > 0 && (
        <ConnectionBanner answeredAt={changes.dataUpdatedAt} className="mx-3 sm:mx-4" />
      )}
      {video ? (
        <div className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
          <SwipeStage
            id={video.id}
            newer={beside.newer || undefined}
            older={beside.older || undefined}
            ways={ways}
            onGo={go}
            onWish={walk}
          >
            <ReviewStage key={video.id} video={video} />
          </SwipeStage>
          <ReviewPanel video={video} part={part} onPart={showPart} />
        </div>
      ) : (
        <p role="status" className="m-auto p-8 text-16 text-muted">
          {isError ? t('missing') : ''}
        </p>
      )}
    </div>
  );
}
