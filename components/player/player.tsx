import { useDeferredValue, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { tileRatio } from '@/components/gallery/tile-state';
import { downloadUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import { BrowserNote } from './browser-note';
import { FilmStrip } from './film-strip';
import { FrameButtons } from './frame-buttons';
import type { FramePlayer } from './frame-player';
import { Picture } from './picture';
import { PictureNote } from './picture-note';
import { offerPlayerActions } from './player-actions';
import { PlayerControls } from './player-controls';
import { Scrubber } from './scrubber';
import { useFrameActions } from './use-frame-actions';
import { useFramePlayer } from './use-frame-player';
import { useFullScreen } from './use-full-screen';
import { usePlayerKeys } from './use-player-keys';

type UnderPictureProps = ReturnType<typeof useFullScreen> & {
  video: Video;
  player: FramePlayer;
  ratio: number;
};

function UnderPicture({ video, player, ratio, isFull, toggle }: UnderPictureProps) {
  const { actions, note, isBusy, forgetNote } = useFrameActions(player, video);
  const present = useRef(actions);
  present.current = actions;

  useEffect(() => {
    const by = (name: 'extend' | 'copy' | 'save') => () => present.current[name]();
    const takeFrame = (slot: 'firstFrame' | 'lastFrame') => present.current.takeFrame(slot);
    return offerPlayerActions({ takeFrame, extend: by('extend'), copy: by('copy'), save: by('save') });
  }, []);

  usePlayerKeys(player, (move) => {
    if (move === 'copy') actions.copy();
    else if (move === 'fullScreen') void toggle?.();
  });

  return (
    <>
      <PictureNote note={note} onSave={actions.save} onGone={forgetNote} />
      <Scrubber player={player}>
        <FilmStrip video={video} ratio={ratio} />
      </Scrubber>
      <PlayerControls player={player} isFull={isFull} onFull={toggle} />
      <FrameButtons actions={actions} isBusy={isBusy} />
      <BrowserNote player={player} />
    </>
  );
}

/** A video to be looked at frame by frame: the picture, where one is in it, and what can be done with a frame. */
export function Player({ video }: { video: Video }) {
  const t = useTranslations('player');
  const whole = useRef<HTMLDivElement>(null);
  const { player, isBroken } = useFramePlayer(video);
  // The picture first; what is under it takes longer to draw.
  const playerBelow = useDeferredValue(player);
  const { isFull, toggle } = useFullScreen(whole);
  const ratio = tileRatio(video.size);
  return (
    <div
      ref={whole}
      className={`flex w-full min-w-0 flex-col gap-3 bg-stage lg:min-h-0 lg:flex-1 lg:p-4 ${isFull ? 'p-3' : 'pb-3'}`}
    >
      <Picture video={video} player={player} ratio={ratio} isFull={isFull} onFull={toggle} />
      {/* As high before as after, so that the picture keeps its place. */}
      <div className="relative min-h-46 space-y-2 px-3 md:min-h-33 lg:px-0">
        {playerBelow && (
          <UnderPicture video={video} player={playerBelow} ratio={ratio} isFull={isFull} toggle={toggle} />
        )}
        {!playerBelow && !isBroken && (
          <div className="h-11">
            <FilmStrip video={video} ratio={ratio} />
          </div>
        )}
        {isBroken && (
          <p role="alert" className="py-3 text-14">
            {t('broken')}{' '}
            <a
              href={downloadUrl(video.id)}
              download={video.firstframe.filename}
              className="underline underline-offset-4"
            >
              {t('download')}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}
