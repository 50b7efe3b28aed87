import { ApiError } from '@/lib/client/api';
import type { CreateVideo } from '@/lib/client/create-video';

/** The create with its images as they are sent, for which the code comes late. */
export async function withFittedImages(create: CreateVideo): Promise<CreateVideo> {
  const images = [create.firstFrame, create.lastFrame, ...create.references];
  if (!images.some((image) => image instanceof File)) return create;
  const { fitImages } = await import('@/components/framing/fit-images').catch(() => {
    throw new ApiError('The studio does not answer.', { code: 'unreachable', param: null, status: 0 });
  });
  return fitImages(create);
}
