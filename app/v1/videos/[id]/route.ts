import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getJob, purgeJob, trashJob } from '@/lib/jobs/change-job';
import { pollAfter } from '@/lib/jobs/poll-after';
import { answerVideo } from '@/lib/jobs/present-video';
import type { DeletedVideo } from '@/lib/jobs/wire';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) => {
  const { context } = getRuntime();
  const job = await getJob(context, (await params).id);
  return answerJson(await answerVideo(context, job), 200, pollAfter(job, context.now()));
});

export const DELETE = handle('create', async (request, { params }: Route) => {
  const { context } = getRuntime();
  const { id } = await params;
  const isForGood = new URL(request.url).searchParams.get('purge') === 'true';
  await (isForGood ? purgeJob : trashJob)(context, id);
  return answerJson({ id, object: 'video.deleted', deleted: true } satisfies DeletedVideo);
});

export const { POST, PUT, PATCH, OPTIONS } = refuseOthers('GET', 'DELETE');
