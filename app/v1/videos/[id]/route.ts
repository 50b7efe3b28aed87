import { answerJson, handle } from '@/lib/http';
import { getJob, purgeJob, trashJob } from '@/lib/jobs/change-job';
import { presentVideo } from '@/lib/jobs/present-video';
import type { DeletedVideo } from '@/lib/jobs/wire';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) => {
  const { context } = getRuntime();
  return answerJson(presentVideo(await getJob(context, (await params).id), context.providers));
});

export const DELETE = handle('create', async (request, { params }: Route) => {
  const { context } = getRuntime();
  const { id } = await params;
  const isForGood = new URL(request.url).searchParams.get('purge') === 'true';
  await (isForGood ? purgeJob : trashJob)(context, id);
  return answerJson({ id, object: 'video.deleted', deleted: true } satisfies DeletedVideo);
});
