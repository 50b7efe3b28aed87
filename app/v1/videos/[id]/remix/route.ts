import { answerJson, handle } from '@/lib/http';
import { presentVideo } from '@/lib/jobs/present-video';
import { receiveFromVideo } from '@/lib/jobs/receive-video';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const POST = handle('create', async (request, { params }: Route) => {
  const { context } = getRuntime();
  const job = await receiveFromVideo(context, request, 'remix', (await params).id);
  return answerJson(presentVideo(job, context.providers));
});
