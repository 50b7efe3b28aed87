import type { CreateVideo } from '@/lib/client/create-video';
import { defaultFraming, type Framing, isAsItIs, type Pixels, parsePixels } from '@/lib/media/framing';
import { drawFramed } from './draw-framed';
import { openPicture } from './open-picture';
import { isTooLarge, shrunkPixels } from './too-large';

/** How many drawings of one image are kept: it is drawn anew for each size and framing. */
const mostDrawings = 8;
const drawings = new WeakMap<File, Map<string, Promise<File>>>();

/** Draws an image, and gives the very same file again to who asks for the same. */
function drawOnce(file: File, frame: Pixels, framing: Framing): Promise<File> {
  const earlier = drawings.get(file) ?? new Map<string, Promise<File>>();
  drawings.set(file, earlier);
  const { fit, colour, x, y, zoom, turn } = framing;
  const name = [frame.width, frame.height, fit, colour, x, y, zoom, turn].join(' ');
  const drawing = earlier.get(name) ?? drawFramed(file, frame, framing);
  earlier.delete(name);
  earlier.set(name, drawing);
  drawing.catch(() => earlier.delete(name));
  for (const [oldest] of earlier) {
    if (earlier.size <= mostDrawings) break;
    earlier.delete(oldest);
  }
  return drawing;
}

/**
 * What is sent of an image: laid into the frame, or the file as it is, made smaller where the studio would not take it.
 * The same wish gives the same file.
 * @param frame `null` where the provider decides
 * @throws where the browser cannot decode or draw it
 */
export async function fitImage(file: File, frame: Pixels | null, framing: Framing | null): Promise<File> {
  const { whole } = await openPicture(file);
  if (frame && framing && !isAsItIs(whole, frame, framing)) return drawOnce(file, frame, framing);
  return isTooLarge(file, whole) ? drawOnce(file, shrunkPixels(whole), defaultFraming) : file;
}

/** The create as it goes out: its images are what the provider gets, so nothing is left to frame. */
export async function fitImages(create: CreateVideo): Promise<CreateVideo> {
  const frame = parsePixels(create.size);
  // What this browser cannot draw goes out as it is, with the word of how it is wanted: the studio draws it then.
  const prepare = async <Image extends File | string | null>(image: Image, framing: Framing | null) => {
    // What the studio keeps already it draws itself.
    if (!(image instanceof File)) return { image, framing };
    return fitImage(image, frame, framing).then(
      (fitted) => ({ image: fitted, framing: null }),
      () => ({ image, framing }),
    );
  };
  const first = await prepare(create.firstFrame, create.framing);
  const last = await prepare(create.lastFrame, create.lastFrameFraming);
  const references: (File | string)[] = [];
  // One after the other: each may be large while it is drawn.
  for (const reference of create.references) references.push((await prepare(reference, null)).image);
  return {
    ...create,
    firstFrame: first.image,
    framing: first.framing,
    lastFrame: last.image,
    lastFrameFraming: last.framing,
    references,
  };
}
