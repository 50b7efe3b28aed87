import { registerMediabunnyServer } from '@mediabunny/server';
import { BufferTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';

const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** An H.264 video of which each frame is lighter than the one before, from black to white. */
export async function makeFilm(film: {
  frames: number;
  fps: number;
  width?: number;
  height?: number;
}): Promise<Buffer> {
  const { frames, fps, width = 320, height = 180 } = film;
  const chroma = (width * height) / 2;
  registerMediabunnyServer({ hardwareContext: null });
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const source = new VideoSampleSource({
    codec: 'avc',
    quality: new Quality('high'),
    onEncodedPacket: (_packet, metadata) => {
      if (metadata?.decoderConfig) metadata.decoderConfig.colorSpace = colorSpace;
    },
  });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  for (let frame = 0; frame < frames; frame += 1) {
    const planes = new Uint8Array(width * height + chroma).fill(128, width * height);
    planes.fill(16 + Math.round((219 * frame) / (frames - 1)), 0, width * height);
    const shape = { format: 'I420', codedWidth: width, codedHeight: height, colorSpace } as const;
    const sample = new VideoSample(planes, { ...shape, timestamp: frame / fps, duration: 1 / fps });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  if (!target.buffer) throw new Error('No film was made.');
  return Buffer.from(target.buffer);
}

/** Which frame of a film is as light as that, from 0 to 255. */
export function frameOfLight(light: number, frames: number): number {
  return Math.round((light / 255) * (frames - 1));
}
