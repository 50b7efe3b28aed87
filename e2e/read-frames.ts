import { registerMediabunnyServer } from '@mediabunny/server';
import { BufferSource, Input, MP4, VideoSampleSink } from 'mediabunny';
import sharp from 'sharp';

/** A frame as light and dark, small enough to be compared at a glance. */
const small = { width: 120, height: 214 };

/** The light of each frame of a video, as another program than the browser reads it: its luma, scaled down. */
export async function readFrames(video: Buffer): Promise<Buffer[]> {
  registerMediabunnyServer({ hardwareContext: null });
  const input = new Input({ source: new BufferSource(new Uint8Array(video)), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('There is no moving picture in it.');
  const frames: Buffer[] = [];
  for await (const sample of new VideoSampleSink(track).samples()) {
    const { codedWidth: width, codedHeight: height } = sample;
    const data = new Uint8Array(sample.allocationSize());
    const [luma] = await sample.copyTo(data);
    const { offset = 0, stride = width } = luma ?? {};
    const rows = Array.from({ length: height }, (_, y) =>
      data.subarray(offset + y * stride, offset + y * stride + width),
    );
    const raw = { width, height, channels: 1 as const };
    frames.push(
      await sharp(Buffer.concat(rows), { raw })
        .resize({ ...small, fit: 'fill' })
        .toColourspace('b-w')
        .raw()
        .toBuffer(),
    );
    sample.close();
  }
  return frames;
}

/** Which of the frames a picture is most like, by how light and dark change over it. */
export async function findFrame(picture: Buffer, frames: readonly Buffer[]): Promise<number> {
  const seen = await sharp(picture)
    .resize({ ...small, fit: 'fill' })
    .removeAlpha()
    .recomb([
      [0.2126, 0.7152, 0.0722],
      [0.2126, 0.7152, 0.0722],
      [0.2126, 0.7152, 0.0722],
    ])
    .extractChannel(0)
    .raw()
    .toBuffer();
  // Luma is of a narrower range than light: only where it is darker and lighter counts, not by how much.
  const level = (values: Buffer) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return Array.from(values, (value) => (value - mean) / (spread || 1));
  };
  const wanted = level(seen);
  const distances = frames.map((frame) =>
    level(frame).reduce((sum, value, index) => sum + (value - (wanted[index] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}
