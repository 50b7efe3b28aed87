/** Runs in a child process: plain Node reads this file. */
import type { VideoSample } from 'mediabunny';

export type RgbImage = { data: Uint8Array; width: number; height: number; channels: 3 | 4 };

/** Red from V, green from U and V, blue from U, per ITU-R BT.601 and BT.709 (Kr, Kb = 0.299, 0.114 and 0.2126, 0.0722). */
const matrices = {
  bt601: { rv: 1.402, gu: -0.344136, gv: -0.714136, bu: 1.772 },
  bt709: { rv: 1.5748, gu: -0.187324, gv: -0.468124, bu: 1.8556 },
};

/** What neither the frame nor the file says is taken as browsers take it: by the height. */
function matrixOf(sample: VideoSample, declared: VideoColorSpaceInit) {
  const matrix = sample.colorSpace.matrix ?? declared.matrix;
  if (matrix === 'bt709') return matrices.bt709;
  if (matrix === 'smpte170m' || matrix === 'bt470bg') return matrices.bt601;
  return sample.codedHeight >= 720 ? matrices.bt709 : matrices.bt601;
}

/**
 * The pixels of a decoded frame as it is stored, before rotation. 8-bit 4:2:0 is converted here, because the library's
 * own conversion takes every video for BT.601 and shifts its colours; whatever else there is goes through that one.
 * `declared` is what the file says of its colours, which the frame itself often does not.
 */
export async function sampleToRgb(sample: VideoSample, declared: VideoColorSpaceInit): Promise<RgbImage> {
  const { codedWidth: width, codedHeight: height, format } = sample;
  if (format !== 'I420' && format !== 'NV12') {
    const data = new Uint8Array(sample.allocationSize({ format: 'RGBA' }));
    await sample.copyTo(data, { format: 'RGBA' });
    return { data, width, height, channels: 4 };
  }
  const source = new Uint8Array(sample.allocationSize());
  const [luma, first, second] = await sample.copyTo(source);
  if (!luma || !first) throw new Error('A decoded frame has no planes.');
  const step = format === 'NV12' ? 2 : 1;
  const u = first;
  const v = second ?? { offset: first.offset + 1, stride: first.stride };

  const { rv, gu, gv, bu } = matrixOf(sample, declared);
  const isFullRange = (sample.colorSpace.fullRange ?? declared.fullRange) === true;
  const black = isFullRange ? 0 : 16;
  const gain = isFullRange ? 1 : 255 / 219;
  const chromaGain = isFullRange ? 1 : 255 / 224;
  const data = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, target = 0; y < height; y++) {
    const lumaRow = luma.offset + y * luma.stride;
    const uRow = u.offset + (y >> 1) * u.stride;
    const vRow = v.offset + (y >> 1) * v.stride;
    for (let x = 0; x < width; x++, target += 3) {
      const chroma = (x >> 1) * step;
      const Y = ((source[lumaRow + x] ?? 0) - black) * gain;
      const U = ((source[uRow + chroma] ?? 128) - 128) * chromaGain;
      const V = ((source[vRow + chroma] ?? 128) - 128) * chromaGain;
      data[target] = Y + rv * V;
      data[target + 1] = Y + gu * U + gv * V;
      data[target + 2] = Y + bu * U;
    }
  }
  return { data: new Uint8Array(data.buffer), width, height, channels: 3 };
}
