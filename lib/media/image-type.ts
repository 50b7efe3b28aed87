import 'server-only';

/** The images that are taken as references, by every provider we know. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

type Signature = { name: string; type: ImageType | null; matches: (head: Buffer) => boolean };

/** Whether `head` holds these Latin-1 characters at `offset`. */
function holds(head: Buffer, text: string, offset = 0): boolean {
  return head.toString('latin1', offset, offset + text.length) === text;
}

/** The brand of an ISO base media file (HEIC, AVIF, MP4), which stands after its first box's name. */
function hasBrand(head: Buffer, pattern: RegExp): boolean {
  return holds(head, 'ftyp', 4) && pattern.test(head.toString('latin1', 8, 12));
}

/** What files begin with, so that a refusal can say what was sent. The first match wins. */
const signatures: readonly Signature[] = [
  { name: 'PNG', type: 'image/png', matches: (head) => holds(head, '\x89PNG\r\n\x1a\n') },
  { name: 'JPEG', type: 'image/jpeg', matches: (head) => holds(head, '\xff\xd8\xff') },
  { name: 'WebP', type: 'image/webp', matches: (head) => holds(head, 'RIFF') && holds(head, 'WEBP', 8) },
  { name: 'a GIF', type: null, matches: (head) => holds(head, 'GIF8') },
  { name: 'a HEIC photo', type: null, matches: (head) => hasBrand(head, /^(?:hei|hev|mif|msf)/) },
  { name: 'an AVIF image', type: null, matches: (head) => hasBrand(head, /^avi/) },
  { name: 'a video', type: null, matches: (head) => hasBrand(head, /./) || holds(head, '\x1a\x45\xdf\xa3') },
  { name: 'a BMP image', type: null, matches: (head) => holds(head, 'BM') },
  { name: 'a TIFF image', type: null, matches: (head) => holds(head, 'II*\0') || holds(head, 'MM\0*') },
  {
    name: 'a JPEG XL image',
    type: null,
    matches: (head) => holds(head, '\xff\x0a') || holds(head, 'JXL ', 4),
  },
  { name: 'a Photoshop file', type: null, matches: (head) => holds(head, '8BPS') },
  { name: 'a PDF', type: null, matches: (head) => holds(head, '%PDF') },
  {
    name: 'an SVG drawing',
    type: null,
    matches: (head) =>
      /^[\s\ufeff\xef\xbb\xbf]*<(?:\?xml|!doctype svg|!--|svg)/i.test(head.toString('latin1')),
  },
];

/** How many bytes from the start of a file {@link imageType} needs. */
export const signatureBytes = 64;

/** What a file is by its first bytes: its content type where we take it, and a name for people. */
export function imageType(head: Buffer): { type: ImageType | null; name: string } {
  const found = signatures.find(({ matches }) => matches(head));
  return found ?? { type: null, name: 'not an image that can be recognised' };
}
