import { drawFraming, type Picture, type Sheet } from '@/lib/media/draw-framing';
import { type Framing, type Pixels, type Source, sourceOf } from '@/lib/media/framing';
import { type OpenPicture, openPicture } from './open-picture';

/** Beyond this a PNG is a photograph, which is a tenth of it as a JPEG. */
const mostPngBytes = 4 * 1024 * 1024;
/** Nobody sees the difference, and a provider compresses it again anyway. */
const jpegQuality = 0.93;

type CanvasSheet = Sheet<CanvasImageSource> & {
  canvas: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
};

/** An empty canvas, ready to be drawn on. */
export function newSheet({ width, height }: Pixels): CanvasSheet {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on.');
  return { canvas, context, pen: context, image: canvas };
}

/** All of an image, as the browser holds it. */
export function wholePicture({ bitmap, whole }: OpenPicture): Picture<CanvasImageSource> {
  return { image: bitmap, left: 0, top: 0, ...whole };
}

/**
 * The part of an image that a drawing needs, in the pixels that it needs. It is cut out of the decoded image, since
 * Chromium loses its way in a photo that lies on its side when it cuts while it decodes.
 */
async function cutOut(file: File, { left, top, width, height, drawn }: Source): Promise<ImageBitmap> {
  const entire = await createImageBitmap(file);
  try {
    return await createImageBitmap(entire, left, top, width, height, {
      resizeWidth: drawn.width,
      resizeHeight: drawn.height,
      resizeQuality: 'high',
    });
  } finally {
    entire.close();
  }
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
  const part = isFineEnough ? null : await cutOut(file, source);
  const picture = part ? { ...source, image: part } : wholePicture(opened);
  const sheet = newSheet(frame);
  drawFraming(sheet.pen, { picture, whole, frame, framing, newSheet });
  part?.close();
  const blob = await encode(sheet, file.type);
  const name = file.name.replace(/\.\w+$/, '') || 'image';
  return new File([blob], `${name}.${blob.type === 'image/png' ? 'png' : 'jpg'}`, { type: blob.type });
}
