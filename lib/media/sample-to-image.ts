/** Runs in a child process: plain Node reads this file. */
import type { VideoSample, VideoSampleSink } from 'mediabunny';
import sharp, { type Sharp } from 'sharp';
import { sampleToRgb } from './sample-to-rgb.ts';

/** Where frames come from, and what the file says of their colours. */
export type Frames = { sink: VideoSampleSink; declared: VideoColorSpaceInit };

/** A frame as people see it, `width` × `height` pixels. */
export async function sampleToImage(
  { declared }: Frames,
  sample: VideoSample,
  width: number,
  height: number,
): Promise<Sharp> {
  const { data, ...raw } = await sampleToRgb(sample, declared);
  const upright = sharp(data, { raw }).rotate(sample.rotation).flop(sample.flip);
  return sharp(await upright.png({ compressionLevel: 0 }).toBuffer())
    .removeAlpha()
    .resize(width, height, { fit: 'fill' });
}
