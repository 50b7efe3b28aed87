import type { FirstFrame } from '@/components/studio/draft';
import type { Video } from '@/lib/jobs/wire';

type References = Video['firstframe']['asked']['references'];

/** The first frame of an earlier video, fetched back into a file that can be sent again. */
export async function refetchFirstFrame(
  references: References,
): Promise<{ image: FirstFrame | null; isLost: boolean }> {
  const reference = references.find(({ role }) => role === 'first_frame');
  if (!reference) return { image: null, isLost: false };
  try {
    const response = await fetch(reference.url);
    if (!response.ok) return { image: null, isLost: true };
    const file = new File([await response.blob()], reference.url.split('/').at(-1) ?? 'first-frame', {
      type: reference.type,
    });
    const { width, height } = reference;
    return { image: { file, url: URL.createObjectURL(file), width, height }, isLost: false };
  } catch {
    return { image: null, isLost: true };
  }
}
