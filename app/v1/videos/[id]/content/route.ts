import { answerFile, handle, refuseOthers } from '@/lib/http';
import { getJob } from '@/lib/jobs/change-job';
import { findContent, readContent, readVariant } from '@/lib/jobs/video-content';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (request, { params }: Route) => {
  const { context } = getRuntime();
  const query = new URL(request.url).searchParams;
  const variant = readVariant(query);
  const content = await findContent(context, await getJob(context, (await params).id), variant);
  return answerFile(request, content, readContent(context, content), {
    isDownload: query.get('download') === '1',
    cacheControl: 'private, max-age=31536000, immutable',
  });
});

export const HEAD = GET;

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
