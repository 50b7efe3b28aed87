import { memo } from 'react';
import type { PendingSend } from '@/components/studio/pending-sends';
import { late } from '@/components/ui/late';
import type { Video } from '@/lib/jobs/wire';

/** Their code comes while the first videos are asked for; the frames have their shape without it. */
export const loadTile = () => import('./video-tile').then((module) => module.VideoTile);
export const loadRow = () => import('./video-row').then((module) => module.VideoRow);
const loadSendingTile = () => import('./sending-tile').then((module) => module.SendingTile);
const VideoTile = late(loadTile);
const VideoRow = late(loadRow);
const SendingTile = late(loadSendingTile);

type TileFrameProps = {
  send?: PendingSend;
  /** Neither this nor a send: it is not loaded. */
  video?: Video;
  isList: boolean;
  /** Whether Tab comes to it; to the others come the arrow keys. */
  isStop: boolean;
  /** Its place in its day, from 1, and of how many. */
  place: number;
  count: number;
  x: number;
  y: number;
  width: number;
  height: number;
};

/** The box of a tile. Its shape is known before anything is in it, so that nothing ever moves. */
export const TileFrame = memo(function TileFrame({
  send,
  video,
  isList,
  isStop,
  place,
  count,
  x,
  y,
  width,
  height,
}: TileFrameProps) {
  const isUnsure = video?.firstframe.step === 'unsure';
  const look = isList
    ? 'border-line border-b'
    : `rounded-tile bg-panel ${isUnsure ? 'border border-unsure' : ''}`;
  const isThere = send !== undefined || video !== undefined;
  return (
    <li
      aria-setsize={count}
      aria-posinset={place}
      aria-busy={!isThere || undefined}
      tabIndex={isThere ? undefined : -1}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
      className={`@container group absolute top-0 left-0 overflow-hidden ${isThere ? 'gallery-tile' : ''} ${look}`}
    >
      {send && <SendingTile send={send} />}
      {video &&
        (isList ? <VideoRow video={video} isStop={isStop} /> : <VideoTile video={video} isStop={isStop} />)}
    </li>
  );
});
