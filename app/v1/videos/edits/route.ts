import { answerJson, handle, refuseOthers } from '@/lib/http';
import { pollAfter } from '@/lib/jobs/poll-after';
import { answerVideo } from '@/lib/jobs/present-video';
import { receiveFromVideo } from '@/lib/jobs/receive-video';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) => {
  const { context } = getRuntime();
  const job = await receiveFromVideo(context, request, 'edit');
  return answerJson(await answerVideo(context, job), 200, pollAfter(job, context.now()));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
