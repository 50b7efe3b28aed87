import { registerMediabunnyServer } from '@mediabunny/server';
import {
  AudioSample,
  AudioSampleSink,
  AudioSampleSource,
  EncodedPacketSink,
  FilePathSource,
  FilePathTarget,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  Quality,
  VideoSample,
  VideoSampleSink,
  VideoSampleSource,
} from 'mediabunny';
import { bt709 } from './rgb-to-planes';

export type Film = {
  from: number;
  frames: number;
  fps?: number;
  width?: number;
  height?: number;
  keyEvery?: number;
  /** Its tone, in hertz; none where it is left out. */
  tone?: number;
  sampleRate?: number;
  channels?: number;
};

/** A film whose n-th frame carries the number `from` + n: eight cells from left to right are its bits. */
export async function writeNumberedFilm(path: string, film: Film): Promise<string> {
  registerMediabunnyServer({ hardwareContext: null });
  const {
    from,
    frames,
    fps = 10,
    width = 192,
    height = 96,
    keyEvery = 100,
    tone,
    sampleRate = 48_000,
    channels = 1,
  } = film;
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
    target: new FilePathTarget(path),
  });
  const source = new VideoSampleSource({
    codec: 'avc',
    quality: new Quality('high'),
    keyFrameInterval: keyEvery / fps,
    onEncodedPacket: (_packet, metadata) => {
      if (metadata?.decoderConfig) metadata.decoderConfig.colorSpace = bt709;
    },
  });
  output.addVideoTrack(source, { frameRate: fps });
  const sound =
    tone === undefined ? null : new AudioSampleSource({ codec: 'aac', quality: new Quality('high') });
  if (sound) output.addAudioTrack(sound);
  await output.start();
  for (let frame = 0; frame < frames; frame += 1) {
    const planes = new Uint8Array(width * height * 1.5).fill(128, width * height);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const bit = ((from + frame) >> (7 - Math.floor(((pixel % width) / width) * 8))) & 1;
      planes[pixel] = bit ? 235 : 16;
    }
    const shape = { format: 'I420', codedWidth: width, codedHeight: height, colorSpace: bt709 } as const;
    const sample = new VideoSample(planes, { ...shape, timestamp: frame / fps, duration: 1 / fps });
    await source.add(sample);
    sample.close();
  }
  if (sound && tone) {
    const wave = Float32Array.from({ length: (sampleRate * channels * frames) / fps }, (_, index) =>
      Math.sin((2 * Math.PI * tone * Math.floor(index / channels)) / sampleRate),
    );
    const shape = { format: 'f32', sampleRate, numberOfChannels: channels, timestamp: 0 } as const;
    const sample = new AudioSample({ data: wave, ...shape });
    await sound.add(sample);
    sample.close();
  }
  await output.finalize();
  return path;
}

/** The numbers that the frames of a file carry, and when each begins. */
export async function readFilm(file: string) {
  const input = new Input({ source: new FilePathSource(file), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('There is no moving picture in it.');
  const numbers: number[] = [];
  const times: number[] = [];
  for await (const sample of new VideoSampleSink(track).samples()) {
    const { codedWidth: width, codedHeight: height } = sample;
    const data = new Uint8Array(sample.allocationSize());
    const [luma = { offset: 0, stride: width }] = await sample.copyTo(data);
    const bits = Array.from({ length: 8 }, (_, cell) => {
      const x = Math.floor(((cell + 0.5) / 8) * width);
      return (data[luma.offset + Math.floor(height / 4) * luma.stride + x] ?? 0) > 125 ? '1' : '0';
    });
    numbers.push(Number.parseInt(bits.join(''), 2));
    times.push(sample.timestamp);
    sample.close();
  }
  return { numbers, times, track, audio: await input.getPrimaryAudioTrack(), input };
}

/** How loud a file is in a span, as the mean of its squares, and its tone, by how often that crosses the middle. */
export async function listen(
  file: string,
  begin: number,
  end: number,
): Promise<{ loudness: number; tone: number; channels: number }> {
  const { audio } = await readFilm(file);
  let [sum, count, crossings, before, channels] = [0, 0, 0, 0, 0];
  for await (const sample of audio ? new AudioSampleSink(audio).samples(begin, end) : []) {
    const wave = new Float32Array(sample.numberOfFrames);
    sample.copyTo(wave, { planeIndex: 0, format: 'f32-planar' });
    for (const value of wave) {
      sum += value * value;
      if (before < 0 && value >= 0) crossings += 1;
      before = value;
    }
    count += wave.length;
    channels = sample.numberOfChannels;
    sample.close();
  }
  const rate = (await audio?.getSampleRate()) ?? 1;
  return { loudness: count && sum / count, tone: count && (crossings * rate) / count, channels };
}

export async function bytesOf(file: string): Promise<string[]> {
  const { track } = await readFilm(file);
  const packets: string[] = [];
  for await (const { data } of new EncodedPacketSink(track).packets())
    packets.push(Buffer.from(data).toString('base64'));
  return packets;
}
