import 'server-only';
import { StudioError } from '@/lib/errors';
import type { ReferenceField } from './dialect';
import type { EncodingWarning } from './encode';
import { appendAt, fillTemplate, setAt } from './encode-field';

/** An image as a local file, ready to be sent. */
export type EncodableImage = {
  role: ReferenceField['role'];
  path: string;
  type: string;
  /** In pixels, where they are known. */
  width?: number;
  height?: number;
  /** The public address of exactly these bytes, where it was given by one. */
  url?: string;
  readDataUri: () => Promise<string>;
};

export type FilePart = { path: string; type: string; filename: string; width?: number; height?: number };

const extensions: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };
const roles = ['first_frame', 'last_frame', 'reference'] as const;

async function toText(image: EncodableImage, form: 'url' | 'data_uri' | 'base64'): Promise<string> {
  if (form === 'url') return image.url ?? '';
  const dataUri = await image.readDataUri();
  return form === 'base64' ? dataUri.slice(dataUri.indexOf(',') + 1) : dataUri;
}

/**
 * Writes the images into a body, each in the first way that its field takes and that is possible; files are returned, to
 * become parts of their own.
 * @throws StudioError `invalid_request` for an image without an address where only an address is taken: to leave it out
 * would be to pay for another video than the one that was asked for
 */
export async function encodeImages(
  { label, references }: { label: string; references: readonly ReferenceField[] },
  images: readonly EncodableImage[],
  body: Record<string, unknown>,
): Promise<{ files: { name: string; value: FilePart }[]; warnings: EncodingWarning[] }> {
  const files: { name: string; value: FilePart }[] = [];
  const warnings: EncodingWarning[] = [];
  for (const role of roles) {
    const field = references.find((candidate) => candidate.role === role);
    const given = images.filter((image) => image.role === role);
    const taken = given.slice(0, field?.maximum ?? 0);
    if (taken.length < given.length) {
      const what = role.replace('_', ' ');
      const message = field
        ? `${label} takes ${field.maximum} of these (${what}); the others were left out.`
        : `${label} takes no ${what}; it was left out.`;
      warnings.push({ field: role, message });
    }
    if (!field) continue;
    for (const [index, image] of taken.entries()) {
      const form = field.as.find((candidate) => candidate !== 'url' || image.url !== undefined);
      if (!form) {
        const message = `${label} fetches images by itself, so it takes only an image that is given as a public http(s) URL.`;
        throw new StudioError('invalid_request', message, { param: 'input_reference' });
      }
      if (form === 'file') {
        const number = taken.length > 1 ? `-${index + 1}` : '';
        const filename = `${role}${number}.${extensions[image.type] ?? 'bin'}`;
        const { path, type, width, height } = image;
        files.push({ name: field.name, value: { path, type, filename, width, height } });
        continue;
      }
      const value = fillTemplate(field.wrap, '$image', await toText(image, form));
      if (field.isList) appendAt(body, field.name, value);
      else setAt(body, field.name, value);
    }
  }
  return { files, warnings };
}
