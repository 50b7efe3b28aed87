/** Runs in a child process: plain Node reads this file. The work of `stitch-videos.ts`. */
import { registerMediabunnyServer } from '@mediabunny/server';
import {
  AudioSampleSource,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  Mp4OutputFormat,
  Output,
  Quality,
  VideoSampleSource,
} from 'mediabunny';
import { endOf, frameStamped, startOf } from './frame-table.ts';
import { canBeCopied, type OpenPart, openPart, PartError, type WantedPart } from './open-part.ts';
import { showPart } from './part-pictures.ts';
import { copySound, SoundLine, type SoundSpan } from './part-sound.ts';
import { bt709 } from './rgb-to-planes.ts';
import { evenSize, type Fit, framesAtRate, rateOf, runOf, type Size, secondsOf } from './stitch-plan.ts';

export type StitchWork = {
  parts: readonly WantedPart[];
  /** That of the first video where it is `null`. */
  size: Size | null;
  fit: Fit;
  maximumSeconds: number;
  outputPath: string;
};

export type StitchOutcome =
  | {
      outcome: 'made';
      isCopied: boolean;
      width: number;
      height: number;
      fps: number;
      seconds: number;
      frames: number;
    }
  | { outcome: 'refused'; part: number | null; message: string }
  | { outcome: 'no-room' };

/** So many more packets of sound than there can be are made room for at the beginning of the file. */
const packetsPerSecond = 130;

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));

/** What a stitch is made of, while it is made. */
type Stitch = {
  parts: readonly OpenPart[];
  /** When each part begins in the result and how long it is there, in seconds. */
  begins: readonly number[];
  lengths: readonly number[];
  output: Output;
  step: () => void;
};

/** The key packet that a part begins with, and so many after it. */
async function copyPictures(
  { parts, begins, step }: Stitch,
  source: EncodedVideoPacketSource,
  place: number,
) {
  const { video, table, cut } = parts[place] as OpenPart;
  const decoderConfig = (await video.getDecoderConfig()) ?? undefined;
  const sink = new EncodedPacketSink(video);
  const start = await sink.getKeyPacket(table.stamps[cut.first] ?? 0, { verifyKeyPackets: true });
  let left = cut.last - cut.first + 1;
  for await (const packet of start ? sink.packets(start) : []) {
    const frame = frameStamped(table, packet.timestamp);
    const timestamp = (begins[place] ?? 0) + startOf(table, frame) - startOf(table, cut.first);
    const duration = endOf(table, frame) - startOf(table, frame);
    const moved = packet.clone({ timestamp, duration, type: packet === start ? 'key' : packet.type });
    await source.add(moved, decoderConfig && { decoderConfig });
    step();
    left -= 1;
    if (left === 0) return;
  }
  throw new PartError(place, 'is cut short: frames that it lists are not in the file.');
}

/** Adds the track of sound, where there is any, and gives what brings in that of each part. */
async function openSound({ parts, begins, lengths, output }: Stitch, seconds: number, isCopied: boolean) {
  const heard = parts.flatMap(({ audio, audioSetup }) => (audio ? [{ audio, audioSetup }] : []));
  const [first] = heard;
  if (!first) return null;
  const spanOf = (place: number): SoundSpan => {
    const { table, cut } = parts[place] as OpenPart;
    const begin = table.origin + startOf(table, cut.first);
    return { begin, end: begin + (lengths[place] ?? 0), at: begins[place] ?? 0 };
  };
  const codec = await first.audio.getCodec();
  const isSame =
    heard.length === parts.length && heard.every(({ audioSetup }) => audioSetup === first.audioSetup);
  const metadata = { maximumPacketCount: Math.ceil((seconds + 1) * packetsPerSecond) };
  if (isCopied && isSame && (codec === 'aac' || codec === 'opus')) {
    const source = new EncodedAudioPacketSource(codec);
    output.addAudioTrack(source, metadata);
    const decoderConfig = (await first.audio.getDecoderConfig()) ?? undefined;
    let written = 0;
    return async (place: number) => {
      const { audio } = parts[place] as OpenPart;
      if (!audio) return;
      written = await copySound(audio, spanOf(place), written, (packet) =>
        source.add(packet, decoderConfig && { decoderConfig }),
      );
    };
  }
  const rate = await first.audio.getSampleRate();
  const shape = {
    sampleRate: rate === 44_100 ? rate : 48_000,
    channels: Math.min(2, await first.audio.getNumberOfChannels()),
  };
  const source = new AudioSampleSource({ codec: 'aac', quality: new Quality('high') });
  output.addAudioTrack(source, metadata);
  const line = new SoundLine(shape, (sample) => source.add(sample));
  return async (place: number) => {
    const { audio } = parts[place] as OpenPart;
    if (audio && !(await audio.canDecode()))
      throw new PartError(place, 'has sound that cannot be decoded here.');
    await line.addPart(audio, spanOf(place));
    if (place === parts.length - 1) await line.finish();
  };
}

async function stitch(work: StitchWork, report: (progress: number) => void): Promise<StitchOutcome> {
  const parts: OpenPart[] = [];
  for (const [place, part] of work.parts.entries()) parts.push(await openPart(part, place));
  const [first] = parts;
  if (!first) throw new Error('There is nothing to stitch.');
  const fps = rateOf(first.table);
  const isSize = ({ width, height }: Size) =>
    !work.size || (work.size.width === width && work.size.height === height);
  const isCopied = isSize(first.size) && (await canBeCopied(parts, parts.map(runOf)));
  const size = isCopied ? first.size : evenSize(work.size ?? first.size);
  const counts = parts.map((part) =>
    isCopied ? part.cut.last - part.cut.first + 1 : framesAtRate(part, fps).length,
  );
  const lengths = parts.map((part, place) => (isCopied ? secondsOf(part) : (counts[place] ?? 0) / fps));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const begins = lengths.map((_, place) => sum(lengths.slice(0, place)));
  const [seconds, frames] = [sum(lengths), sum(counts)];
  if (seconds > work.maximumSeconds) {
    const message = `They are ${Math.ceil(seconds)} seconds long together, and may be ${work.maximumSeconds}.`;
    return { outcome: 'refused', part: null, message };
  }

  const format = new Mp4OutputFormat({ fastStart: 'reserve' });
  const output = new Output({ format, target: new FilePathTarget(work.outputPath) });
  let [done, told] = [0, 0];
  const step = () => {
    done += 1;
    const percent = Math.floor((100 * done) / frames);
    if (percent > told) report(percent);
    told = Math.max(told, percent);
  };
  const all: Stitch = { parts, begins, lengths, output, step };
  let showPictures: (place: number) => Promise<void>;
  if (isCopied) {
    const source = new EncodedVideoPacketSource((await first.video.getCodec()) ?? 'avc');
    const [rotation, flip] = [await first.video.getRotation(), await first.video.getFlip()];
    output.addVideoTrack(source, { rotation, flip, maximumPacketCount: frames });
    showPictures = (place) => copyPictures(all, source, place);
  } else {
    const source = new VideoSampleSource({
      codec: 'avc',
      quality: new Quality({ quantizer: 20 }),
      hardwareAcceleration: 'prefer-software',
      keyFrameInterval: 2,
      onEncodedPacket: (_packet, metadata) => {
        if (metadata?.decoderConfig) metadata.decoderConfig.colorSpace = bt709;
      },
    });
    output.addVideoTrack(source, { frameRate: fps, maximumPacketCount: frames });
    const screen = { size, fit: work.fit, fps };
    let added = 0;
    showPictures = (place) =>
      showPart(parts[place] as OpenPart, screen, place, async (frame) => {
        frame.setTimestamp(added / fps);
        frame.setDuration(1 / fps);
        await source.add(frame);
        added += 1;
        step();
      });
  }
  const addSound = await openSound(all, seconds, isCopied);
  await output.start();
  // Together, part by part: what one track is ahead of the other is held in memory.
  for (const place of parts.keys()) await Promise.all([showPictures(place), addSound?.(place)]);
  await output.finalize();
  return { outcome: 'made', isCopied, ...size, fps, seconds, frames };
}

/** Writes the wanted frames of several videos as one MP4 whose index stands at its beginning. */
export async function work(given: StitchWork, report: (progress: number) => void): Promise<StitchOutcome> {
  registerMediabunnyServer({ hardwareContext: null });
  try {
    return await stitch(given, report);
  } catch (error) {
    if (error instanceof PartError) return { outcome: 'refused', part: error.part, message: error.message };
    if (isFull(error)) return { outcome: 'no-room' };
    throw error;
  }
}
