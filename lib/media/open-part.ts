/** Runs in a child process: plain Node reads this file. One video of a stitch, as far as it is read without a decoder. */
import {
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import { frameTable } from './frame-table.ts';
import { cutOf, type Part, type Size, type StoredFrame } from './stitch-plan.ts';

/** Which frames are wanted of which file; counted from 0, all where nothing is said. */
export type WantedPart = { path: string; firstFrame?: number; lastFrame?: number };

export type OpenPart = Part & {
  video: InputVideoTrack;
  audio: InputAudioTrack | null;
  /** As people see it: upright, in square pixels. */
  size: Size;
  /** Everything that a decoder has to know before the first frame: where it is the same, one decoder takes both. */
  videoSetup: string;
  audioSetup: string | null;
};

/** What is wrong with one of the videos, by its place. */
export class PartError extends Error {
  readonly part: number;

  constructor(part: number, message: string) {
    super(message);
    this.name = 'PartError';
    this.part = part;
  }
}

/** A setup as text; of the bytes in it, each as a number. */
function spell(setup: unknown): string {
  return JSON.stringify(setup, (_key, value) => {
    if (ArrayBuffer.isView(value))
      return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
    return value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value;
  });
}

/**
 * Opens a video and lists its frames.
 * @param place its place among all, for errors
 * @throws PartError where it cannot be read, or has no such frames
 */
export async function openPart(
  { path, firstFrame, lastFrame }: WantedPart,
  place: number,
): Promise<OpenPart> {
  const refuse = (message: string): never => {
    throw new PartError(place, message);
  };
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) return refuse('holds no moving picture.');
    const stored: (StoredFrame & { duration: number })[] = [];
    const options = { metadataOnly: true };
    for await (const packet of new EncodedPacketSink(video).packets(undefined, undefined, options))
      stored.push({ timestamp: packet.timestamp, duration: packet.duration, isKey: packet.type === 'key' });
    const table = frameTable(stored);
    const cut = cutOf(table, firstFrame, lastFrame);
    if (!cut) return refuse(`has the frames 0 to ${table.starts.length - 1}, and these are not among them.`);
    const audio = await input.getPrimaryAudioTrack();
    const size = { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() };
    const turned = [await video.getRotation(), await video.getFlip(), await video.getPixelAspectRatio()];
    return {
      ...{ video, audio, table, stored, cut, size },
      videoSetup: spell([
        await video.getCodec(),
        await video.getDecoderConfig(),
        await video.getColorSpace(),
        turned,
        size,
      ]),
      audioSetup: audio && spell([await audio.getCodec(), await audio.getDecoderConfig()]),
    };
  } catch (error) {
    if (error instanceof PartError) throw error;
    return refuse('is damaged: its frames cannot be listed.');
  }
}

/** What players take in an MP4. */
const copied: readonly (string | null)[] = ['avc', 'hevc', 'vp9', 'av1'];

/** Whether frames of several videos can follow each other as they are, without one of them being encoded anew. */
export async function canBeCopied(parts: readonly OpenPart[], runs: readonly unknown[]): Promise<boolean> {
  const [first] = parts;
  if (!first || runs.includes(null) || !copied.includes(await first.video.getCodec())) return false;
  if (!parts.every(({ videoSetup }) => videoSetup === first.videoSetup)) return false;
  // Files may call a frame a key frame that is none; its bytes tell.
  for (const { video, table, cut } of parts) {
    const stamp = table.stamps[cut.first] ?? 0;
    const packet = await new EncodedPacketSink(video).getKeyPacket(stamp, { verifyKeyPackets: true });
    if (packet?.timestamp !== stamp) return false;
  }
  return true;
}
