import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { markVideos } from '@/lib/jobs/mark-videos';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) => {
  const { context } = getRuntime();
  return answerJson({ object: 'list', ...(await markVideos(context, await readJson(request))) });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
