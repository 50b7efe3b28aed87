import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { attachVideo } from '@/lib/jobs/attach-video';
import { answerVideo } from '@/lib/jobs/present-video';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const POST = handle('create', async (request, { params }: Route) => {
  const { context } = getRuntime();
  const job = await attachVideo(context, (await params).id, await readJson(request));
  return answerJson(await answerVideo(context, job));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
