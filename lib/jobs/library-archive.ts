import 'server-only';
import { z } from 'zod';
import { longestSidecarBytes } from './sidecar-file';
import { videoIdSchema } from './video-id';

/** Raised when an older studio could not take what a newer one exports. */
const manifestVersion = 2;
/** Whose videos have no other names than in storage. */
const olderVersion = 1;
export const manifestName = 'manifest.json';
/** A video takes about a kilobyte of it. */
export const longestManifestBytes = 256 * 1024 * 1024;

/** What one kind of file in an export may be called, and how large it may be. */
const kinds: { name: RegExp; longest: number }[] = [
  { name: /^videos\/[a-z0-9][a-z0-9_-]{0,99}\/video\.json$/, longest: longestSidecarBytes },
  { name: /^videos\/[a-z0-9][a-z0-9_-]{0,99}\/video\.(mp4|webm|mov)$/, longest: 4 * 1024 ** 3 },
  {
    name: /^videos\/[a-z0-9][a-z0-9_-]{0,99}\/(thumbnail\.webp|spritesheet\.jpg)$/,
    longest: 64 * 1024 * 1024,
  },
  { name: /^references\/[0-9a-f]{64}\.(png|jpg|webp)$/, longest: 64 * 1024 * 1024 },
];

/** The most bytes that a file of this name may have; `null` for a name that no export has. */
export function longestFile(name: string): number | null {
  return kinds.find((kind) => kind.name.test(name))?.longest ?? null;
}

/** A name that people read, beside the folders: of one file, that leads nowhere and is not the manifest itself. */
const readableName = z
  .string()
  .regex(/^[^/\\\p{Cc}]{1,200}\.(mp4|webm|mov)$/u, 'must be the name of a video');

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The table of contents of an export: a zip whose files have the names that they have in storage, or of videos another one that
 * people can read (`at`). It is the last file, since checksums are known once the bytes went by.
 */
export const manifestSchema = z.object({
  format: z.literal('firstframe.export'),
  version: z.literal(
    [olderVersion, manifestVersion],
    `must be ${manifestVersion} at most: a newer studio wrote this`,
  ),
  videos: z.array(z.object({ id: videoIdSchema, sha256 })),
  files: z.array(
    z.object({
      name: z.string().refine((name) => longestFile(name) !== null, 'must be a file that an export has'),
      at: readableName.optional(),
      bytes: z.int().min(0),
      sha256,
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

export function newManifest(videos: Manifest['videos'], files: Manifest['files']): Manifest {
  return { format: 'firstframe.export', version: manifestVersion, videos, files };
}

/** The text of a manifest, without blanks: of a hundred thousand videos it is long as it is. */
export function spellManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest)}\n`;
}
