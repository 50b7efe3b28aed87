import { registerMediabunnyServer } from '@mediabunny/server';
import {
  FilePathTarget,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  Quality,
  type Rotation,
  type VideoCodec,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny';

/** What a video of a test is like. */
export type TestVideo = {
  format?: OutputFormat;
  codec?: VideoCodec;
  width?: number;
  height?: number;
  rotation?: Rotation;
  frames?: number;
};

const fps = 10;
const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** A video of which the left half is red, in BT.709, and the right half grows from black to white. */
export async function writeTestVideo(path: string, fixture: TestVideo): Promise<string> {
  registerMediabunnyServer({ hardwareContext: null });
  const { format = new Mp4OutputFormat({ fastStart: 'in-memory' }), codec = 'avc' } = fixture;
  const { width = 320, height = 180, rotation = 0, frames = 20 } = fixture;
  const output = new Output({ format, target: new FilePathTarget(path) });
  const source = new VideoSampleSource({
    codec,
    quality: new Quality('high'),
    onEncodedPacket: (_packet, metadata) => {
      if (metadata?.decoderConfig) metadata.decoderConfig.colorSpace = colorSpace;
    },
  });
  output.addVideoTrack(source, { frameRate: fps, rotation });
  await output.start();
  const halfWidth = Math.ceil(width / 2);
  const chroma = halfWidth * Math.ceil(height / 2);
  for (let frame = 0; frame < frames; frame++) {
    const planes = new Uint8Array(width * height + 2 * chroma);
    const isRed = (x: number) => x < width / 2;
    for (let pixel = 0; pixel < width * height; pixel++) {
      planes[pixel] = isRed(pixel % width) ? 63 : 16 + Math.round((219 * frame) / (frames - 1));
    }
    for (let pixel = 0; pixel < chroma; pixel++) {
      const red = isRed((pixel % halfWidth) * 2);
      planes[width * height + pixel] = red ? 102 : 128;
      planes[width * height + chroma + pixel] = red ? 240 : 128;
    }
    const shape = { format: 'I420', codedWidth: width, codedHeight: height, colorSpace } as const;
    const sample = new VideoSample(planes, { ...shape, timestamp: frame / fps, duration: 1 / fps });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return path;
}
