import sharp from 'sharp';

/** A photo as a phone takes it: lying on its side by a flag, with its maker's name in the metadata. */
export async function photo(width = 1600, height = 1200): Promise<Buffer> {
  const sky = { create: { width, height, channels: 3 as const, background: { r: 240, g: 150, b: 80 } } };
  const sea = await sharp({
    create: { width, height: Math.round(height / 3), channels: 3, background: { r: 20, g: 60, b: 120 } },
  })
    .png()
    .toBuffer();
  return sharp(sky)
    .composite([{ input: sea, gravity: 'south' }])
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Copyright: 'Somebody Somewhere' } })
    .toBuffer();
}
