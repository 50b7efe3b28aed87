/** Runs in a child process: plain Node reads this file. The work of `inspect-video.ts`. */
import { registerMediabunnyServer } from '@mediabunny/server';
import {
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputFormat,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  Mp4InputFormat,
  QTFF,
  QuickTimeInputFormat,
  VideoSampleSink,
  WEBM,
} from 'mediabunny';
import sharp from 'sharp';
import { type Frames, sampleToImage } from './sample-to-image.ts';
import { spritesheetLayout, stillTimes, tileHeight } from './spritesheet-layout.ts';

type InspectWork = { videoPath: string; posterPath: string; spritesheetPath: string; wantsStills: boolean };

/**
 * A tile's, on a dense screen; a room shows it for a moment only. One of twice that size costs four times as much to decode
 * for whoever scrolls by.
 */
const posterLongSide = 640;

function refuse(message: string): never {
  throw Object.assign(new Error(message), { name: 'Refusal' });
}

function typeOf(format: InputFormat): string {
  if (format instanceof QuickTimeInputFormat) return 'video/quicktime';
  return format instanceof Mp4InputFormat ? 'video/mp4' : 'video/webm';
}

/** Fails where the file promises frames that it does not hold, as a download that was cut short does. */
async function refuseTruncated(track: InputVideoTrack): Promise<void> {
  const packets = new EncodedPacketSink(track);
  for (const moment of [await track.getFirstTimestamp(), Infinity]) {
    const packet = await packets.getPacket(moment).catch(() => null);
    if (!packet?.data.length) refuse('The video is cut short: frames that it lists are not in the file.');
  }
}

async function writePoster(frames: Frames, startsAt: number, path: string): Promise<void> {
  const sample = await frames.sink.getSample(startsAt);
  if (!sample) throw new Error('There is no first frame.');
  const { displayWidth, displayHeight } = sample;
  const scale = Math.min(1, posterLongSide / Math.max(displayWidth, displayHeight));
  const [width, height] = [displayWidth, displayHeight].map((side) => Math.max(1, Math.round(side * scale)));
  const image = await sampleToImage(frames, sample, width as number, height as number);
  sample.close();
  await image.webp({ quality: 80 }).toFile(path);
}

async function writeSpritesheet(frames: Frames, moments: number[], path: string): Promise<void> {
  const { columns, rows, tileWidth } = spritesheetLayout;
  const tiles: { input: Buffer; left: number; top: number }[] = [];
  let height = 0;
  for await (const sample of frames.sink.samplesAtTimestamps(moments)) {
    const index = tiles.length;
    if (!sample) throw new Error(`There is no frame for still ${index}.`);
    height ||= tileHeight(sample.displayWidth, sample.displayHeight);
    const input = await (await sampleToImage(frames, sample, tileWidth, height))
      .png({ compressionLevel: 0 })
      .toBuffer();
    sample.close();
    tiles.push({ input, left: (index % columns) * tileWidth, top: Math.floor(index / columns) * height });
  }
  await sharp({
    create: { width: columns * tileWidth, height: rows * height, channels: 3, background: '#000' },
  })
    .composite(tiles)
    .jpeg({ quality: 80 })
    .toFile(path);
}

/** Whether it worked. A frame that cannot be decoded here, for want of a codec, costs the still and not the video. */
async function attempt(make: () => Promise<void>): Promise<boolean> {
  try {
    await make();
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Opens a video, tells what it is, and writes its two stills where its frames can be decoded. */
export async function work({ videoPath, posterPath, spritesheetPath, wantsStills }: InspectWork) {
  registerMediabunnyServer({ hardwareContext: null });
  const input = new Input({ source: new FilePathSource(videoPath), formats: [MP4, QTFF, WEBM, MATROSKA] });
  const format = await input
    .getFormat()
    .catch(() => refuse('This is not a video file that can be recognised.'));
  const track = await input
    .getPrimaryVideoTrack()
    .catch(() => refuse('The video file is damaged or cut short: its index cannot be read.'));
  if (!track) refuse('The file holds no moving picture.');
  const packets = await track
    .computePacketStats()
    .catch(() => refuse('The video is damaged: its frames cannot be listed.'));
  if (packets.packetCount === 0) refuse('The file holds no frame of video.');
  await refuseTruncated(track);

  const startsAt = await track.getFirstTimestamp();
  const seconds = (await track.computeDuration()) - startsAt;
  const frames = { sink: new VideoSampleSink(track), declared: await track.getColorSpace() };
  const moments = stillTimes(seconds).map((moment) => startsAt + moment);
  return {
    type: typeOf(format),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    seconds,
    fps: packets.packetCount > 1 && seconds > 0 ? packets.packetCount / seconds : null,
    codec: (await track.getCodec()) ?? 'unknown',
    hasPoster: wantsStills && (await attempt(() => writePoster(frames, startsAt, posterPath))),
    hasSpritesheet: wantsStills && (await attempt(() => writeSpritesheet(frames, moments, spritesheetPath))),
  };
}
