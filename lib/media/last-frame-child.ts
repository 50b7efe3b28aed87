/** Runs in a child process: plain Node reads this file. The work of `last-frame.ts`. */
import { registerMediabunnyServer } from '@mediabunny/server';
import { FilePathSource, Input, MATROSKA, MP4, QTFF, VideoSampleSink, WEBM } from 'mediabunny';
import { sampleToImage } from './sample-to-image.ts';

function refuse(message: string): never {
  throw Object.assign(new Error(message), { name: 'Refusal' });
}

/** Writes the last frame of a video as a PNG, upright, as large as it is shown. */
export async function work({ videoPath, framePath }: { videoPath: string; framePath: string }) {
  registerMediabunnyServer({ hardwareContext: null });
  const input = new Input({ source: new FilePathSource(videoPath), formats: [MP4, QTFF, WEBM, MATROSKA] });
  const track = await input.getPrimaryVideoTrack().catch(() => null);
  if (!track) refuse('The file holds no moving picture that can be read.');
  if (!(await track.canDecode())) refuse('The codec of this video cannot be decoded here.');
  const sink = new VideoSampleSink(track);
  const sample = await sink.getSample(Number.POSITIVE_INFINITY);
  if (!sample) refuse('The video holds no last frame that can be decoded.');
  const frames = { sink, declared: await track.getColorSpace() };
  const image = await sampleToImage(frames, sample, sample.displayWidth, sample.displayHeight);
  sample.close();
  await image.png({ compressionLevel: 6 }).toFile(framePath);
  return {};
}
