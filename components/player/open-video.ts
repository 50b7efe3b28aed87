import {
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  UrlSource,
  WEBM,
} from 'mediabunny';
import { type FrameTable, frameTable, type ListedFrame } from '@/lib/media/frame-table';

/** A video file as far as it has been read: its frames are listed, and none is decoded. */
export type OpenVideo = {
  input: Input;
  track: InputVideoTrack;
  audio: InputAudioTrack | null;
  table: FrameTable;
  size: { width: number; height: number };
};

/** The studio serves the file from its own disk: where that fails twice, waiting does not help. */
const mostTries = 2;

async function listFrames(track: InputVideoTrack): Promise<ListedFrame[]> {
  const frames: ListedFrame[] = [];
  for await (const { timestamp, duration } of new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  }))
    frames.push({ timestamp, duration });
  return frames;
}

/**
 * Opens a video by the parts of it that are needed, and lists its frames. This needs no decoder.
 * @throws where it is none that can be read; nothing is left open then
 */
export async function openVideo(url: string): Promise<OpenVideo> {
  const source = new UrlSource(url, { getRetryDelay: (tries) => (tries < mostTries ? 0.5 : null) });
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('The file holds no moving picture.');
    const table = frameTable(await listFrames(track));
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    const audio = await input.getPrimaryAudioTrack();
    return { input, track, audio, table, size: { width, height } };
  } catch (error) {
    input.dispose();
    throw error;
  }
}
