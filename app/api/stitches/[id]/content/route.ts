import { answerFile, handle, refuseOthers } from '@/lib/http';
import { readContent } from '@/lib/jobs/video-content';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (request, { params }: Route) => {
  const { context, stitches } = getRuntime();
  const content = await stitches.findContent((await params).id);
  return answerFile(request, content, readContent(context, content), {
    isDownload: new URL(request.url).searchParams.get('download') === '1',
    cacheControl: 'private, max-age=31536000, immutable',
  });
});

export const HEAD = GET;

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
