import { answerJson, handle } from '@/lib/http';
import { presentVideo } from '@/lib/jobs/present-video';
import { receiveRemix } from '@/lib/jobs/receive-video';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const POST = handle('create', async (request, { params }: Route) => {
  const { context } = getRuntime();
  return answerJson(presentVideo(await receiveRemix(context, (await params).id, request), context.providers));
});
