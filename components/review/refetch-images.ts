import { fetchPicture } from '@/components/pictures/fetch-picture';
import type { DraftImage } from '@/components/studio/draft';
import type { Video } from '@/lib/jobs/wire';

type Reference = Video['firstframe']['asked']['references'][number];

/** Which frame of which video it is, where that is wholly known. */
function originOf({ from }: Reference): Pick<DraftImage, 'from'> {
  if (!from || from.frame === null || from.seconds === null) return {};
  return { from: { videoId: from.video_id, frame: from.frame, seconds: from.seconds } };
}

/** The images of an earlier video, fetched back into files that can be sent again; what cannot be fetched is left out. */
export async function refetchImages(references: readonly Reference[]): Promise<{
  firstFrame: DraftImage | null;
  lastFrame: DraftImage | null;
  references: DraftImage[];
  isLost: boolean;
}> {
  const fetched = await Promise.all(
    references.map(async (reference) => ({
      role: reference.role,
      image: await fetchPicture(reference)
        .then((image) => ({ ...image, ...originOf(reference) }))
        .catch(() => null),
    })),
  );
  const of = (role: Reference['role']) =>
    fetched.flatMap((found) => (found.role === role && found.image ? [found.image] : []));
  return {
    firstFrame: of('first_frame')[0] ?? null,
    lastFrame: of('last_frame')[0] ?? null,
    references: of('reference'),
    isLost: fetched.some(({ image }) => image === null),
  };
}
