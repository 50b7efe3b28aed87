/** Runs in a child process: plain Node reads this file. The frames of a video as those of another one. */
import { VideoSample, VideoSampleSink } from 'mediabunny';
import { frameStamped } from './frame-table.ts';
import { type OpenPart, PartError } from './open-part.ts';
import { bt709, rgbToPlanes } from './rgb-to-planes.ts';
import { type Frames, sampleToImage } from './sample-to-image.ts';
import { type Fit, framesAtRate, placeIn, type Size } from './stitch-plan.ts';

export type Screen = { size: Size; fit: Fit; fps: number };

/** Whether a frame has the pixels and the colours that are wanted, so that nothing of it has to be changed. */
function isAsWanted(sample: VideoSample, declared: VideoColorSpaceInit, { width, height }: Size): boolean {
  const matrix = sample.colorSpace.matrix ?? declared.matrix;
  const isFullRange = (sample.colorSpace.fullRange ?? declared.fullRange) === true;
  return (
    sample.format === 'I420' &&
    sample.rotation === 0 &&
    !sample.flip &&
    [sample.codedWidth, sample.displayWidth].every((side) => side === width) &&
    [sample.codedHeight, sample.displayHeight].every((side) => side === height) &&
    (matrix === 'bt709' || (!matrix && height >= 720)) &&
    !isFullRange
  );
}

/** A frame laid into the screen, upright, in BT.709. */
async function redraw(frames: Frames, sample: VideoSample, { size, fit }: Screen): Promise<VideoSample> {
  const { displayWidth, displayHeight } = sample;
  const place = placeIn(size, { width: displayWidth, height: displayHeight }, fit);
  const image = await sampleToImage(frames, sample, place.width, place.height);
  const { left, top } = place;
  if (left > 0 || top > 0) {
    const [right, bottom] = [size.width - place.width - left, size.height - place.height - top];
    image.extend({ left, top, right, bottom, background: '#000' });
  } else if (left < 0 || top < 0) {
    image.extract({ left: -left, top: -top, ...size });
  }
  const rgb = await image.raw().toBuffer();
  const shape = {
    format: 'I420',
    codedWidth: size.width,
    codedHeight: size.height,
    colorSpace: bt709,
  } as const;
  return new VideoSample(rgbToPlanes(rgb, size.width, size.height), { ...shape, timestamp: 0 });
}

/**
 * Hands on each frame that a part has on the screen, in order: `add` is told which of them it is.
 * @param place the part's, for errors
 * @throws PartError where its frames cannot be decoded
 */
export async function showPart(
  part: OpenPart,
  screen: Screen,
  place: number,
  add: (frame: VideoSample, index: number) => Promise<void>,
): Promise<void> {
  const { video, table, cut } = part;
  const wanted = framesAtRate(part, screen.fps);
  const refuse = (message: string): never => {
    throw new PartError(place, message);
  };
  if (!(await video.canDecode())) refuse('has a codec that cannot be decoded here.');
  const sink = new VideoSampleSink(video);
  const declared = await video.getColorSpace();
  let next = 0;
  for await (const sample of sink.samples(table.stamps[cut.first])) {
    const frame = frameStamped(table, sample.timestamp);
    const isWanted = frame >= cut.first && wanted[next] === frame;
    if (isWanted) {
      const shown = isAsWanted(sample, declared, screen.size)
        ? sample.clone()
        : await redraw({ sink, declared }, sample, screen);
      for (; wanted[next] === frame; next += 1) await add(shown, next);
      shown.close();
    }
    sample.close();
    if (next === wanted.length) return;
    if ((wanted[next] ?? 0) < frame) break;
  }
  refuse(`cannot be decoded at frame ${wanted[next]}.`);
}
