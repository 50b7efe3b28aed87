import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { makePng, pngChunk } from './png-chunks';

/** What rides along with the pictures of the corpus, and is to be found nowhere afterwards. */
export const stowaway = 'document.title="stowaway"';

const html = `<!doctype html><html><body><script>${stowaway}</script></body></html>`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload='${stowaway}'><rect width="64" height="64"/></svg>`;
const entityBomb = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha">${Array.from(
  { length: 12 },
  (_, level) =>
    `<!ENTITY ${String.fromCharCode(98 + level)} "${`&${String.fromCharCode(97 + level)};`.repeat(10)}">`,
).join('')}]>${svg.replace('<rect', '<text>&m;</text><rect')}`;

/** `refused`: no picture that we take. `cleaned`: a picture that is taken, without what rode along. */
export type HostileImage = {
  name: string;
  verdict: 'refused' | 'cleaned';
  bytes: Buffer;
  /** As the sender names it, which counts for nothing. */
  filename: string;
  type: string;
};

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const box = (name: string, content: Buffer | string) => {
  const body = Buffer.from(content as string, 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + body.length);
  return Buffer.concat([size, latin1(name), body]);
};

type Sources = { png: Buffer; jpeg: Buffer; webp: Buffer };

async function makeSources(): Promise<Sources> {
  const picture = sharp({ create: { width: 96, height: 64, channels: 3, background: '#2a6' } });
  return {
    png: await picture.clone().png().toBuffer(),
    jpeg: await picture.clone().jpeg().toBuffer(),
    webp: await picture.clone().webp().toBuffer(),
  };
}

/** Bytes that are something else, each under names and types that lie about it. */
async function strangers({ png }: Sources): Promise<Record<string, Buffer>> {
  const picture = sharp(png);
  const bmp = Buffer.concat([latin1(`BM`), Buffer.alloc(52), latin1(html)]);
  const icon = Buffer.from([0, 0, 1, 0, 1, 0, 64, 64, 0, 0, 1, 0, 32, 0]);
  const iconEntry = Buffer.alloc(8);
  iconEntry.writeUInt32LE(png.length, 0);
  iconEntry.writeUInt32LE(22, 4);
  return {
    HTML: latin1(html),
    'HTML after blanks': latin1(`${' \n'.repeat(200)}${html}`),
    'HTML with a comment': latin1(`<!--\x89PNG\r\n\x1a\n-->${html}`),
    'a script': latin1(stowaway),
    SVG: latin1(svg),
    'SVG with a byte order mark': Buffer.from(`\ufeff${svg}`),
    'SVG in UTF-16': Buffer.from(`\ufeff${svg}`, 'utf16le'),
    'SVG in UTF-16 without a mark': Buffer.from(svg, 'utf16le'),
    'SVG after an XML head': latin1(`<?xml version="1.0"?>${svg}`),
    'SVG after a comment': latin1(`<!-- ${'x'.repeat(500)} -->${svg}`),
    'SVG after blanks': latin1(`\r\n\t   ${svg}`),
    'SVG with a doctype': latin1(`<!DOCTYPE svg>${svg}`),
    'SVG with entities that grow': latin1(entityBomb),
    'SVG with an outer entity': latin1(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg}`),
    'SVG that is packed': gzipSync(svg),
    XML: latin1(`<?xml version="1.0"?><note>${stowaway}</note>`),
    XHTML: latin1(`<html xmlns="http://www.w3.org/1999/xhtml"><script>${stowaway}</script></html>`),
    'a GIF': await picture.clone().gif().toBuffer(),
    'a GIF that is HTML': latin1(`GIF89a/*${html}*/=1;`),
    'a GIF that is a script': latin1(`GIF89a=1;${stowaway}`),
    'a TIFF': await picture.clone().tiff().toBuffer(),
    'a TIFF of the other order': latin1(`MM\0*\0\0\0\x08${html}`),
    'an AVIF': await picture.clone().avif({ effort: 0 }).toBuffer(),
    'a HEIC': Buffer.concat([box('ftyp', 'heic\0\0\0\0heicmif1'), box('mdat', html)]),
    'an MP4': Buffer.concat([box('ftyp', 'isom\0\0\0\0isom'), box('mdat', html)]),
    'a JPEG XL': latin1(`\xff\x0a${html}`),
    'a JPEG XL in its box': Buffer.concat([latin1('\0\0\0\x0cJXL \r\n\x87\n'), latin1(html)]),
    'a JPEG 2000': Buffer.concat([latin1('\0\0\0\x0cjP  \r\n\x87\n'), latin1(html)]),
    'a BMP': bmp,
    'an icon': Buffer.concat([icon, iconEntry, png]),
    'a PSD': latin1(`8BPS\0\x01${'\0'.repeat(6)}\0\x03\0\0\0\x40\0\0\0\x40\0\x08\0\x03${html}`),
    'a PDF': latin1(`%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(${stowaway})>>>>endobj`),
    'a PDF with a PNG in it': Buffer.concat([latin1('%PDF-1.7\n'), png]),
    PostScript: latin1(`%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n(${stowaway}) show`),
    'a ZIP': latin1(`PK\x03\x04${html}`),
    'a shell script': latin1(`#!/bin/sh\n# ${stowaway}`),
    'a Portable Pixmap': latin1(`P6 2 2 255 ${'x'.repeat(12)}${stowaway}`),
    Radiance: latin1(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 2 +X 2\n${stowaway}`),
    'a script of ImageMagick': latin1(`push graphic-context\nimage over 0,0 0,0 'https://x/'\n# ${stowaway}`),
    nothing: Buffer.alloc(0),
    'a single byte': Buffer.from([0x89]),
    zeros: Buffer.alloc(4_096),
  };
}

/** Files that begin as what we take and go on as something else. */
function impostors({ png, jpeg, webp }: Sources): Record<string, Buffer> {
  const riff = (size: number, form: string) => {
    const head = latin1(`RIFF\0\0\0\0WEBP${form}`);
    head.writeUInt32LE(size, 4);
    return head;
  };
  const found: Record<string, Buffer> = {
    'the signature of PNG and HTML': latin1(`\x89PNG\r\n\x1a\n${html}`),
    'the signature of JPEG and HTML': latin1(`\xff\xd8\xff${html}`),
    'the signature of JPEG and a script in a comment': latin1(`\xff\xd8\xff\xfe\0\x40${stowaway}`),
    'the signature of WebP and HTML': latin1(`RIFF\x24\0\0\0WEBP${html}`),
    'a PNG without a header': Buffer.concat([png.subarray(0, 8), pngChunk('tEXt', html), png.subarray(33)]),
    'a PNG of no size': makePng({ width: 0, height: 64, picture: Buffer.alloc(0) }),
    'a PNG whose picture is no zlib': makePng({ width: 64, height: 64, picture: latin1(html) }),
    'a PNG with too little picture': makePng({
      width: 900,
      height: 900,
      picture: deflateSync(Buffer.alloc(99)),
    }),
    'a PNG whose header has a wrong checksum': Buffer.concat([
      png.subarray(0, 29),
      Buffer.alloc(4),
      png.subarray(33),
    ]),
    'a PNG of a size that no memory holds': makePng({
      width: 2 ** 31 - 1,
      height: 2 ** 31 - 1,
      picture: Buffer.alloc(1),
    }),
    'a PNG with a piece of 4 GB': Buffer.concat([
      png.subarray(0, 33),
      latin1('\xff\xff\xff\xfftEXt'),
      png.subarray(33),
    ]),
    'a moving PNG': makePng({ width: 64, height: 64, before: [pngChunk('acTL', '\0\0\x27\x10\0\0\0\0')] }),
    'a JPEG whose segments never end': Buffer.concat([
      latin1('\xff\xd8'),
      latin1('\xff\xfe\0\x02').subarray(0, 4),
      ...Array.from({ length: 5_000 }, () => latin1('\xff\xfe\0\x02')),
    ]),
    'a JPEG of fill bytes': Buffer.concat([latin1('\xff\xd8'), Buffer.alloc(50_000, 0xff)]),
    'a JPEG whose segment has no length': latin1('\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0\0\0\0\0'),
    'a JPEG without a picture': Buffer.concat([jpeg.subarray(0, jpeg.length / 3), latin1('\xff\xd9')]),
    'a WebP that claims 4 GB and has none': riff(
      2 ** 32 - 1,
      'VP8 \xff\xff\xff\xff\0\0\0\x9d\x01\x2a\x40\0\x40\0xxxxxxxxxx',
    ),
    'a WebP of another form': riff(100, `SVG ${svg}`),
    'a WebP without a picture': riff(18, 'VP8X\x0a\0\0\0\0\0\0\0\x3f\0\0\x3f\0\0'),
    'a moving WebP': riff(40, `VP8X\x0a\0\0\0\x02\0\0\0\x3f\0\0\x3f\0\0ANIM\x06\0\0\0\0\0\0\0\0\0`),
    'a JPEG under the signature of PNG': Buffer.concat([png.subarray(0, 8), jpeg]),
  };
  for (const [kind, whole] of Object.entries({ PNG: png, JPEG: jpeg, WebP: webp })) {
    for (const part of [0.1, 0.3, 0.5, 0.7]) {
      const end = Math.floor(whole.length * part);
      found[`a ${kind} cut at ${part * 100} %`] = whole.subarray(0, end);
    }
  }
  return found;
}

/** Pictures that are sound, with something before, in or behind them. */
function polyglots({ png, jpeg, webp }: Sources): Record<string, Buffer> {
  const zip = latin1(`PK\x03\x04\x0a\0\0\0\0\0${html}PK\x05\x06${'\0'.repeat(18)}`);
  const pdf = latin1(`%PDF-1.4\n(${stowaway})\n%%EOF`);
  const segment = (marker: number, content: string) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([jpeg.subarray(0, 2), head, latin1(content), jpeg.subarray(2)]);
  };
  const piece = Buffer.from(`HTML\0\0\0\0${html.padEnd(html.length + (html.length % 2))}`);
  piece.writeUInt32LE(piece.length - 8, 4);
  const ridingWebp = Buffer.concat([webp, piece]);
  ridingWebp.writeUInt32LE(ridingWebp.length - 8, 4);
  const found: Record<string, Buffer> = {
    'a PNG with a text of HTML': makePng({
      width: 64,
      height: 64,
      before: [pngChunk('tEXt', `Comment\0${html}`)],
    }),
    'a PNG with a packed text of HTML': makePng({
      width: 64,
      height: 64,
      before: [pngChunk('zTXt', Buffer.concat([latin1('Comment\0\0'), deflateSync(html)]))],
    }),
    'a PNG with an international text': makePng({
      width: 64,
      height: 64,
      before: [pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${html}`)],
    }),
    'a PNG with a text after its picture': makePng({
      width: 64,
      height: 64,
      after: [pngChunk('tEXt', `a\0${html}`)],
    }),
    'a PNG with a piece of our own': makePng({ width: 64, height: 64, before: [pngChunk('htMl', html)] }),
    'a JPEG with a comment of HTML': segment(0xfe, html),
    'a JPEG with a script for a name': segment(0xfe, `*/=1;${stowaway}/*`),
    'a JPEG with Exif that is HTML': segment(0xe1, `Exif\0\0${html}`),
    'a JPEG with XMP that is HTML': segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${html}`),
    'a JPEG with a profile that is HTML': segment(0xe2, `ICC_PROFILE\0\x01\x01${html}`),
    'a JPEG with IPTC that is HTML': segment(0xed, `Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08${html}`),
    'a JPEG with a PDF in a comment': segment(0xfe, pdf.toString('latin1')),
    'a WebP with a piece of HTML': ridingWebp,
  };
  const tails = {
    HTML: latin1(html),
    'a ZIP': zip,
    'a PDF': pdf,
    'a script': latin1(stowaway),
    'an SVG': latin1(svg),
  };
  for (const [kind, whole] of Object.entries({ PNG: png, JPEG: jpeg, WebP: webp })) {
    for (const [tail, bytes] of Object.entries(tails))
      found[`a ${kind} with ${tail} behind it`] = Buffer.concat([whole, bytes]);
  }
  return found;
}

const lies: readonly [Pick<HostileImage, 'filename' | 'type'>, ...Pick<HostileImage, 'filename' | 'type'>[]] =
  [
    { filename: 'photo.png', type: 'image/png' },
    { filename: 'photo.jpg', type: 'image/jpeg' },
    { filename: 'page.html', type: 'text/html' },
    { filename: '../../x.svg', type: 'image/svg+xml' },
    { filename: 'a".png', type: 'image/webp; charset=utf-7' },
  ];

function pick<Item>(list: readonly [Item, ...Item[]], index: number): Item {
  return list[index % list.length] ?? list[0];
}

/** More than a hundred files that would act, hide or break something, built from nothing, the same each time. */
export async function hostileImages(): Promise<HostileImage[]> {
  const sources = await makeSources();
  const named = (verdict: HostileImage['verdict'], files: Record<string, Buffer>) =>
    Object.entries(files).map(([name, bytes]) => ({ name, verdict, bytes }));
  const all = [
    ...named('refused', await strangers(sources)),
    ...named('refused', impostors(sources)),
    ...named('cleaned', polyglots(sources)),
  ];
  return all.map((image, index) => ({ ...image, ...pick(lies, index) }));
}
