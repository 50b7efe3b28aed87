import type { DraftImage } from '@/components/studio/draft';
import { ApiError } from '@/lib/client/api';
import { keepReference } from '@/lib/client/reference-queries';

/** What is known of an image that the studio keeps. */
type Kept = { url: string; type: string; width: number; height: number; source_url?: string | null };

/**
 * An image that the studio keeps, as a file that can be shown, framed and sent again.
 * @throws ApiError when it is not there any more, or nothing answers
 */
export async function fetchPicture({ url, type, width, height, source_url }: Kept): Promise<DraftImage> {
  const lost = (message: string, status: number) =>
    new ApiError(message, { code: 'not_found', param: null, status });
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) throw lost(`HTTP ${response?.status ?? 0}`, response?.status ?? 0);
  const file = new File([await response.blob()], url.split('/').at(-1) ?? 'image', { type });
  return {
    file,
    url: URL.createObjectURL(file),
    width,
    height,
    framing: null,
    keptUrl: url,
    ...(source_url ? { sourceUrl: source_url } : {}),
  };
}

/**
 * An image by its public address: the studio fetches it and keeps it, and hands it on.
 * @throws ApiError in the studio's words
 */
export async function fetchByAddress(url: string): Promise<DraftImage> {
  return fetchPicture(await keepReference(url));
}
