import type { DraftImage } from '@/components/studio/draft';
import type { Video } from '@/lib/jobs/wire';

type Reference = Video['firstframe']['asked']['references'][number];

async function refetch({ url, type, width, height }: Reference): Promise<DraftImage> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const file = new File([await response.blob()], url.split('/').at(-1) ?? 'image', { type });
  return { file, url: URL.createObjectURL(file), width, height, framing: null };
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
      image: await refetch(reference).catch(() => null),
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
