import { registerMediabunnyServer } from '@mediabunny/server';
import { FilePathTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';

/** BT.709 in the narrow range: what players take a video of this size for. */
const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** Writes a frame of the canvas into planes of 4:2:0, with each colour taken from its four pixels. */
function toPlanes(pixels: Uint8Array, planes: Uint8Array, width: number, height: number) {
  const stride = width * 4;
  let [u, v] = [width * height, width * height * 1.25];
  // Fixed point, 16 bits: BT.709 weights times 219 ⁄ 255 (luma) and 224 ⁄ 255 (chroma), over four pixels for chroma.
  for (let y = 0; y < height; y += 2) {
    let [above, target] = [y * stride, y * width];
    for (let x = 0; x < width; x += 2, above += 8, target += 2) {
      let [red, green, blue] = [0, 0, 0];
      for (let corner = 0; corner < 4; corner++) {
        const source = above + (corner & 1) * 4 + (corner >> 1) * stride;
        const r = pixels[source] as number;
        const g = pixels[source + 1] as number;
        const b = pixels[source + 2] as number;
        planes[target + (corner & 1) + (corner >> 1) * width] =
          (1081344 + 11966 * r + 40254 * g + 4064 * b) >> 16;
        red += r;
        green += g;
        blue += b;
      }
      planes[u++] = (33685504 - 6596 * red - 22189 * green + 28784 * blue) >> 18;
      planes[v++] = (33685504 + 28784 * red - 26145 * green - 2639 * blue) >> 18;
    }
  }
}

export type VideoWriter = { add(pixels: Uint8Array): Promise<void>; finish(): Promise<void> };

/**
 * An H.264 MP4 that is given one RGBA frame after another. Its index stands at the start, so that it plays while it is
 * still coming in. Width and height must be even.
 */
export async function openVideoWriter(
  path: string,
  width: number,
  height: number,
  fps: number,
): Promise<VideoWriter> {
  registerMediabunnyServer({ hardwareContext: null });
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
    target: new FilePathTarget(path),
  });
  const source = new VideoSampleSource({
    codec: 'avc',
    quality: new Quality({ quantizer: 21 }),
    // The quick preset of the encoder: a slow one would take longer than drawing does.
    latencyMode: 'realtime',
    hardwareAcceleration: 'prefer-software',
    keyFrameInterval: 1,
    onEncodedPacket: (_packet, metadata) => {
      if (metadata?.decoderConfig) metadata.decoderConfig.colorSpace = colorSpace;
    },
  });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  const planes = new Uint8Array(width * height * 1.5);
  let frame = 0;
  return {
    async add(pixels) {
      toPlanes(pixels, planes, width, height);
      const shape = { format: 'I420', codedWidth: width, codedHeight: height, colorSpace } as const;
      const sample = new VideoSample(planes, { ...shape, timestamp: frame / fps, duration: 1 / fps });
      await source.add(sample);
      sample.close();
      frame++;
    },
    finish: () => output.finalize(),
  };
}
