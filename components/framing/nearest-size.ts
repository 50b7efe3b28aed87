import { type Pixels, parsePixels } from '@/lib/media/framing';

/** Shapes that differ by less are the same to the eye. */
const sameShape = 0.01;

/** How far a size's shape is from the image's: the same for twice as wide and half as wide. */
function distance(size: Pixels, image: Pixels): number {
  return Math.abs(Math.log((size.width / size.height) * (image.height / image.width)));
}

/**
 * The size whose shape comes nearest to an image's, and of several such the one with as many pixels as now.
 * @returns `null` where none comes nearer than the present one
 */
export function nearestSize(sizes: readonly string[], image: Pixels, current: string | null): string | null {
  const now = parsePixels(current);
  const area = ({ width, height }: Pixels) => width * height;
  const found = sizes.flatMap((size) => {
    const pixels = parsePixels(size);
    if (!pixels) return [];
    const away = now ? Math.abs(Math.log(area(pixels) / area(now))) : 0;
    return [{ size, shape: distance(pixels, image), away }];
  });
  const nearest = Math.min(...found.map(({ shape }) => shape));
  const [best] = found
    .filter(({ shape }) => shape - nearest < sameShape)
    .sort((one, other) => one.away - other.away);
  if (!best || best.size === current) return null;
  return now && distance(now, image) - best.shape < sameShape ? null : best.size;
}
