import 'server-only';
import { unixSeconds } from '@/lib/unix-seconds';
import type { ReferenceImage } from './reference-rows';
import type { WireReference } from './wire';

/** An image as answers have it. */
export function presentReference(image: ReferenceImage): WireReference {
  const { key, type, width, height, bytes } = image;
  return {
    id: key.replace('references/', ''),
    object: 'reference',
    url: `/api/${key}`,
    ...{ type, width, height, bytes },
    source_url: image.source_url,
    used_at: unixSeconds(image.used_at),
  };
}
