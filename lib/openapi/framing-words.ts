import 'server-only';
import type { Words } from './words';

/** What the parts of a framing mean, wherever one stands. */
export function framingWords(field: string): Words {
  return {
    [`${field}.fit`]:
      '`crop` fills the frame; `blur` and `colour` show the whole image, over a blurred copy of itself or a colour; `none` sends it as it is.',
    [`${field}.colour`]: 'What is behind the image with `colour`.',
    [`${field}.x`]:
      'Where the image’s centre is, from the frame’s centre to the right: a part of the frame’s width. It is kept within what the fit allows.',
    [`${field}.y`]: 'The same downwards: a part of the frame’s height.',
    [`${field}.zoom`]: '1 is as large as the fit makes it; with `crop` at least 1.',
    [`${field}.turn`]: 'Degrees clockwise.',
  };
}
