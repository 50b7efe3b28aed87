/**
 * Makes the pictures that an installed studio is known by, out of `app/icon.svg`. Run by hand when that changes:
 * `node scripts/icons/draw-icons.mjs`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const root = path.join(import.meta.dirname, '../..');
const svg = await readFile(path.join(root, 'app/icon.svg'), 'utf8');
/** Where a system cuts its own shape out, and where it rounds the corners, the ground reaches to the edges. */
const square = svg.replace('rx="7"', '');
/** What may be cut off leaves the drawing whole: it is within the inner four fifths. */
const maskable = square.replace(
  /(<rect x="6".*)(<\/svg>)/,
  '<g transform="translate(3.2 3.2) scale(.8)">$1</g>$2',
);

/** @param {string} text @param {number} size @param {string} file */
async function draw(text, size, file) {
  await sharp(Buffer.from(text), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(path.join(root, file));
}

await Promise.all([
  draw(svg, 192, 'public/icons/icon-192.png'),
  draw(svg, 512, 'public/icons/icon-512.png'),
  draw(maskable, 512, 'public/icons/maskable-512.png'),
  draw(square, 180, 'public/icons/apple-180.png'),
]);
