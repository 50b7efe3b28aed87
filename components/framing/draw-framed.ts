import { drawFraming, type Picture } from '@/lib/media/draw-framing';
import { type Framing, type Pixels, sourceOf } from '@/lib/media/framing';
import { type CanvasSheet, newSheet } from './canvas-sheet';
import { decodeAside } from './decode-aside';
import { type OpenPicture, openPicture } from './open-picture';

/** Beyond this a PNG is a photograph, which is a tenth of it as a JPEG. */
const mostPngBytes = 4 * 1024 * 1024;
/** Nobody sees the difference, and a provider compresses it again anyway. */
const jpegQuality = 0.93;

/** All of an image, as the browser holds it. */
export function wholePicture({ bitmap, whole }: OpenPicture): Picture<CanvasImageSource> {
  return { image: bitmap, left: 0, top: 0, ...whole };
}

function toBlob(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('The image was not written.'));
    canvas.toBlob(take, type, quality);
  });
}

function hasHoles({ canvas, context }: CanvasSheet): boolean {
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let place = 3; place < data.length; place += 4) if (data[place] !== 255) return true;
  return false;
}

/** A PNG stays one where it is small or see-through; everything else becomes a JPEG. */
async function encode(sheet: CanvasSheet, type: string): Promise<Blob> {
  const isSeeThrough = type !== 'image/jpeg' && hasHoles(sheet);
  if (type === 'image/png' || isSeeThrough) {
    const png = await toBlob(sheet.canvas, 'image/png');
    if (isSeeThrough || png.size <= mostPngBytes) return png;
  }
  return toBlob(sheet.canvas, 'image/jpeg', jpegQuality);
}

/**
 * An image laid into a frame, as a file of exactly the frame's pixels.
 * @throws where the browser cannot decode or draw it
 */
export async function drawFramed(file: File, frame: Pixels, framing: Framing): Promise<File> {
  const opened = await openPicture(file);
  const { bitmap, whole } = opened;
  const source = sourceOf(whole, frame, framing);
  const isFineEnough = bitmap.width / whole.width >= source.drawn.width / source.width - 0.001;
  const part = isFineEnough ? null : await decodeAside({ file, part: source, drawn: source.drawn }, whole);
  const picture = part ? { ...source, image: part } : wholePicture(opened);
  const sheet = newSheet(frame);
  drawFraming(sheet.pen, { picture, whole, frame, framing, newSheet });
  part?.close();
  const blob = await encode(sheet, file.type);
  const name = file.name.replace(/\.\w+$/, '') || 'image';
  return new File([blob], `${name}.${blob.type === 'image/png' ? 'png' : 'jpg'}`, { type: blob.type });
}
