import { answerJson, handle } from '@/lib/http';
import { presentVideo } from '@/lib/jobs/present-video';
import { receiveFromVideo } from '@/lib/jobs/receive-video';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) => {
  const { context } = getRuntime();
  const job = await receiveFromVideo(context, request, 'edit');
  return answerJson(presentVideo(job, context.providers));
});
