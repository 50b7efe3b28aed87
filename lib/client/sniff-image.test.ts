import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isVideo, sniffImage } from './sniff-image';

const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } });

test('knows the three types by real bytes', async () => {
  expect(sniffImage(await picture().png().toBuffer())).toBe('image/png');
  expect(sniffImage(await picture().jpeg().toBuffer())).toBe('image/jpeg');
  expect(sniffImage(await picture().webp().toBuffer())).toBe('image/webp');
});

test('takes nothing else for one of them', async () => {
  expect(sniffImage(await picture().gif().toBuffer())).toBeNull();
  expect(sniffImage(await picture().tiff().toBuffer())).toBeNull();
  expect(sniffImage(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
  expect(sniffImage(new TextEncoder().encode('RIFF....WAVE'))).toBeNull();
  expect(sniffImage(new Uint8Array())).toBeNull();
});

test('never throws, however short the file', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => void sniffImage(bytes)));
});

test.each([
  ['\0\0\0\x20ftypisom', true],
  ['\0\0\0\x14ftypqt  ', true],
  ['\x1aE\xdf\xa3........', true],
  ['\0\0\0\x20ftypheic', false],
  ['\0\0\0\x20ftypavif', false],
  ['ftyp', false],
  ['', false],
])('%j begins like a video: %s', (text, is) => {
  expect(isVideo(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBe(is);
});
