import 'server-only';
import { StudioError } from '@/lib/errors';
import { defaultFraming, type Framing, isAsItIs, isCropped, leftOut, type Pixels } from '@/lib/media/framing';
import { maximumPixels, maximumSide } from '@/lib/media/image-header';
import { workOnImage } from '@/lib/media/work-on-image';
import type { ReferenceField } from '@/lib/providers/dialect';
import type { JobRequest, Reference, Warning } from './job';

/** How an image is to be laid into the video's frame, and what is said of it. */
export type Fitting = { framing: Framing | null; warnings: Warning[] };

const spell = ({ width, height }: Pixels) => `${width}×${height}`;

/** What was asked for an image of a role. */
function askedFor({ framing, lastFrameFraming }: JobRequest, role: Reference['role']): Framing | undefined {
  if (role === 'first_frame') return framing;
  return role === 'last_frame' ? lastFrameFraming : undefined;
}

function describe(image: Pixels, size: Pixels, framing: Framing): string {
  const percent = Math.max(1, Math.round(leftOut(image, size, framing) * 100));
  const rest = isCropped(image, size, framing) ? `; ${percent} % of it is left out` : '';
  const ways = {
    crop: `made to fill ${spell(size)}`,
    blur: `laid into ${spell(size)} over a blurred copy of itself`,
    colour: `laid into ${spell(size)} over ${framing.colour}`,
    none: 'sent as it is',
  };
  return `The image, ${spell(image)}, was ${ways[framing.fit]}, as framing asks${rest}.`;
}

/**
 * Decides how an image is laid into the frame: as was asked, where that can be done; else about its centre where the
 * provider refuses any other size; else not at all.
 */
export function planFitting(
  request: JobRequest,
  reference: Reference,
  { field, size }: { field: ReferenceField; size: Pixels | null },
): Fitting {
  const { role } = reference;
  const asked = askedFor(request, role);
  const isByAddress = field.as.every((way) => way === 'url');
  const mustMatch = field.mustMatchSize && size !== null;
  const say = (message: string): Warning[] => [{ field: role, message }];
  const wish = asked?.fit === 'none' ? undefined : asked;
  if (wish && size === null)
    return {
      framing: null,
      warnings: say('The image was sent as it is: it is framed only where a size is chosen.'),
    };
  if (wish && isByAddress) {
    const message =
      'The image was sent as it is: the provider fetches it from its address, so it cannot be framed.';
    return { framing: null, warnings: say(message) };
  }
  const framing = wish ?? (mustMatch ? defaultFraming : null);
  if (size === null || framing === null || isAsItIs(reference, size, framing))
    return { framing: null, warnings: [] };
  if (wish) return { framing, warnings: say(describe(reference, size, framing)) };
  const message = `The image was cropped from ${spell(reference)} to ${spell(size)}, because the provider takes no other size.`;
  return { framing, warnings: say(message) };
}

/**
 * Draws an image into the video's frame, as a file of the same type.
 * @throws StudioError where the frame is larger than any image that is taken, or the image cannot be decoded
 */
export async function fitReference(
  { type }: Reference,
  paths: { sourcePath: string; targetPath: string },
  size: Pixels,
  framing: Framing,
): Promise<void> {
  if (size.width * size.height > maximumPixels || Math.max(size.width, size.height) > maximumSide) {
    const message = `An image cannot be framed to ${spell(size)}: at most ${maximumPixels / 1e6} million pixels are drawn, and ${maximumSide} on a side.`;
    throw new StudioError('invalid_request', message, { param: 'size' });
  }
  await workOnImage({ as: 'fitted', ...paths, ...size, type, framing });
}
