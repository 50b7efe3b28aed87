import { registerMediabunnyServer } from '@mediabunny/server';
import { FilePathTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';

/** BT.709 in the narrow range: what players take a video of this size for. */
const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** Brightness of a pixel in 16-bit fixed point: the BT.709 weights times 219 ⁄ 255, and a rounding half. */
function luma(r: number, g: number, b: number): number {
  return (1_081_344 + 11_966 * r + 40_254 * g + 4_064 * b) >> 16;
}

/** Writes RGBA pixels into the three planes of 4:2:0: brightness for each pixel, colour for each square of four. */
function toPlanes(pixels: Uint8Array, planes: Uint8Array, width: number, height: number) {
  const at = (index: number) => pixels[index] as number;
  let u = width * height;
  let v = u * 1.25;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const target = y * width + x;
      const [a, b, c, d] = [target * 4, target * 4 + 4, (target + width) * 4, (target + width) * 4 + 4];
      planes[target] = luma(at(a), at(a + 1), at(a + 2));
      planes[target + 1] = luma(at(b), at(b + 1), at(b + 2));
      planes[target + width] = luma(at(c), at(c + 1), at(c + 2));
      planes[target + width + 1] = luma(at(d), at(d + 1), at(d + 2));
      const red = at(a) + at(b) + at(c) + at(d);
      const green = at(a + 1) + at(b + 1) + at(c + 1) + at(d + 1);
      const blue = at(a + 2) + at(b + 2) + at(c + 2) + at(d + 2);
      // 18 bits, as these are sums of four; the weights times 224 ⁄ 255.
      planes[u++] = (33_685_504 - 6_596 * red - 22_189 * green + 28_784 * blue) >> 18;
      planes[v++] = (33_685_504 + 28_784 * red - 26_145 * green - 2_639 * blue) >> 18;
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
