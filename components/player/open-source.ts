import { evenTable } from '@/lib/media/frame-table';
import { CanvasSource } from './canvas-source';
import { ElementSource } from './element-source';
import type { FrameSource } from './frame-source';
import { openVideo } from './open-video';

/** The sound of what is longer would take more than 100 MB as a whole. */
const longestSeconds = 300;

type Wanted = {
  url: string;
  /** The rate of frames, for a file that cannot be listed. */
  fps: number | null;
  /** How much memory kept frames may take; less where several videos are shown. */
  cacheBytes?: number;
};

/**
 * Opens a video, with its first frame shown: decoded here where the page may do that and has the codec, else by the
 * browser's own player.
 * @throws where neither can show it
 */
export async function openSource({ url, fps, cacheBytes }: Wanted): Promise<FrameSource> {
  const video = await openVideo(url).catch(() => null);
  const isOurs =
    typeof VideoDecoder === 'function' && video !== null && video.table.seconds <= longestSeconds;
  if (isOurs && (await video.track.canDecode())) {
    const source = new CanvasSource(video, cacheBytes);
    try {
      await source.show(0, 1);
      return source;
    } catch {
      // It says that it can, and cannot: some codecs differ from profile to profile.
      source.close();
    }
  }
  video?.input.dispose();
  return ElementSource.open(url, (seconds) => video?.table ?? evenTable(seconds, fps));
}
