'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { ConnectionBanner } from '@/components/gallery/connection-banner';
import { knownVideo } from '@/components/library/known-video';
import { useNeighbours } from '@/components/library/use-neighbours';
import { isDialogOpen } from '@/components/studio/dialogs';
import { leaveRoom, moveRoom } from '@/components/studio/room';
import { IconButton } from '@/components/ui/icon-button';
import { changesOptions } from '@/lib/client/live-library';
import { videoOptions } from '@/lib/client/video-queries';
import { ReviewActions } from './review-actions';
import { ReviewDetails } from './review-details';
import { ReviewStage } from './review-stage';

/** Where the focus belongs after the room is closed: the tile of the video that was seen last. */
function focusTile(id: string): void {
  document.querySelector<HTMLElement>(`[data-video="${CSS.escape(id)}"]`)?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** One video, large, with all that is known of it. Has its own address, and lies over the gallery. */
export function ReviewRoom({ id }: { id: string }) {
  const t = useTranslations('review');
  const client = useQueryClient();
  const room = useRef<HTMLDivElement>(null);
  const { data: video, isError } = useQuery({
    ...videoOptions(id),
    // Changes are laid over this too; a video that the library does not know yet is asked for.
    initialData: () => knownVideo(client, id),
    refetchInterval: ({ state }) => (state.data?.firstframe.step ? 2_000 : false),
  });
  // The gallery below asks for them; here it only shows whether it is answered.
  const changes = useQuery({ ...changesOptions(client), enabled: false });
  const { index, total, newer, older } = useNeighbours(id);

  const seen = useRef(id);
  seen.current = id;
  useEffect(() => {
    // What was asked for in it may have taken the focus already.
    if (!room.current?.contains(document.activeElement)) room.current?.focus();
    const scroll = document.body.style.overflow;
    document.body.style.overflow = 'hidden';
    return () => {
      document.body.style.overflow = scroll;
      // The gallery is inert until the room is gone.
      requestAnimationFrame(() => focusTile(seen.current));
    };
  }, []);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // What lies over the room has the keys.
      if (event.defaultPrevented || isDialogOpen() || isTyping(event.target)) return;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'Escape' && !document.fullscreenElement) leaveRoom();
      else if (event.key === 'ArrowLeft' && newer) moveRoom(newer);
      else if (event.key === 'ArrowRight' && older) moveRoom(older);
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [newer, older]);

  return (
    <div
      ref={room}
      role="dialog"
      aria-modal="true"
      aria-label={t('label', { prompt: video?.prompt?.slice(0, 80) ?? id })}
      tabIndex={-1}
      className="fixed inset-0 z-40 flex flex-col overflow-y-auto bg-page outline-none lg:overflow-hidden"
    >
      <header className="sticky top-0 z-10 flex h-14 shrink-0 items-center border-line border-b sm:gap-1 bg-page px-2 sm:px-4">
        <IconButton label={t('previous')} disabled={!newer} onClick={() => newer && moveRoom(newer)}>
          <ArrowLeft size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <span className="min-w-14 text-center text-13 sm:min-w-20 text-muted tabular-nums">
          {index >= 0 ? t('position', { index: String(index + 1), total: String(total) }) : ''}
        </span>
        <IconButton label={t('next')} disabled={!older} onClick={() => older && moveRoom(older)}>
          <ArrowRight size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <div className="ml-auto flex items-center sm:gap-2">
          {video && <ReviewActions key={video.id} video={video} neighbour={older ?? newer ?? null} />}
          <IconButton label={t('back')} onClick={leaveRoom}>
            <X size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
      </header>
      {changes.failureCount > 0 && (
        <ConnectionBanner answeredAt={changes.dataUpdatedAt} className="mx-3 sm:mx-4" />
      )}
      {video ? (
        <div className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
          <ReviewStage key={video.id} video={video} />
          <ReviewDetails key={`${video.id} details`} video={video} />
        </div>
      ) : (
        <p role="status" className="m-auto p-8 text-16 text-muted">
          {isError ? t('missing') : ''}
        </p>
      )}
    </div>
  );
}
