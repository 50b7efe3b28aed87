/** The image types that can be sent, told by their first bytes: names and declared types lie. */
const signatures = [
  {
    type: 'image/png',
    matches: (bytes: Uint8Array) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { type: 'image/jpeg', matches: (bytes: Uint8Array) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  {
    type: 'image/webp',
    matches: (bytes: Uint8Array) =>
      startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  },
] as const;

export type SniffedType = (typeof signatures)[number]['type'];

export const longestSignature = 12;

function startsWith(bytes: Uint8Array, prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

/** The type of an image by its first {@link longestSignature} bytes, or `null` for anything else. */
export function sniffImage(bytes: Uint8Array): SniffedType | null {
  return signatures.find(({ matches }) => matches(bytes))?.type ?? null;
}

/** Pictures that come in the same box as MP4 (ISO/IEC 23008-12, AVIF): their brands begin so. */
const pictureBrand = /^(avi[fs]|hei|hev|mi[fa]|msf)/;

/** Whether bytes begin like a video's: MP4 and QuickTime (`ftyp` after a length), or WebM and Matroska. */
export function isVideo(bytes: Uint8Array): boolean {
  const brand = String.fromCharCode(...bytes.subarray(8, longestSignature));
  const isBox = startsWith(bytes.subarray(4), [0x66, 0x74, 0x79, 0x70]);
  return (isBox && !pictureBrand.test(brand)) || startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3]);
}
