import { StudioError } from '@/lib/errors';
import { answerFile, handle, refuseOthers } from '@/lib/http';
import { findContent, readContent } from '@/lib/jobs/video-content';
import { getRuntime } from '@/lib/runtime';

const variants = ['video', 'thumbnail'] as const;

type Route = { params: Promise<{ token: string; id: string }> };

/** A file of a video that a link shows. The link itself is asked each time, so nothing outlives it in a cache. */
export const GET = handle('open', async (request, { params }: Route) => {
  const { context, shares } = getRuntime();
  const { token, id } = await params;
  const query = new URL(request.url).searchParams;
  const { share, job } = await shares.openVideo(token, id, request.headers.get('firstframe-peer') ?? '');
  const isDownload = query.get('download') === '1';
  if (isDownload && !share.allowsDownload)
    throw new StudioError('forbidden', 'This link is for looking, not for downloading.');
  const asked = query.get('variant') ?? 'video';
  const variant = variants.find((candidate) => candidate === asked);
  if (!variant)
    throw new StudioError('invalid_request', `variant must be one of ${variants.join(', ')}.`, {
      param: 'variant',
    });
  const content = await findContent(context, job, variant);
  // The name would tell the prompt.
  const filename = share.showsPrompt ? content.filename : `${job.id}.${content.key.split('.').at(-1)}`;
  return answerFile(request, { ...content, filename }, readContent(context, content), {
    isDownload,
    cacheControl: 'private, no-cache',
  });
});

export const HEAD = GET;

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
