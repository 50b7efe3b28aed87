import { answerFile, handle, refuseOthers } from '@/lib/http';
import { findContent, readContent, readVariant } from '@/lib/jobs/video-content';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ token: string; id: string }> };

/** A file of a video that a link shows. The link itself is asked each time, so nothing outlives it in a cache. */
export const GET = handle('open', async (request, { params }: Route) => {
  const { context, shares } = getRuntime();
  const { token, id } = await params;
  const query = new URL(request.url).searchParams;
  const isDownload = query.get('download') === '1';
  const address = request.headers.get('firstframe-peer') ?? '';
  const { share, job } = await shares.openVideo(token, id, address, isDownload);
  const content = await findContent(context, job, readVariant(query, ['video', 'thumbnail']));
  // The name would tell the prompt.
  const filename = share.showsPrompt ? content.filename : `${job.id}.${content.key.split('.').at(-1)}`;
  return answerFile(request, { ...content, filename }, readContent(context, content), {
    isDownload,
    cacheControl: 'private, no-cache',
  });
});

export const HEAD = GET;

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
