import { StudioError } from '@/lib/errors';
import { answerJson, handle, refuseOthers } from '@/lib/http';
import { readCaller } from '@/lib/jobs/caller';
import { changeJob, jobActions } from '@/lib/jobs/change-job';
import { answerVideo } from '@/lib/jobs/present-video';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string; action: string }> };

export const POST = handle('create', async (request, { params }: Route) => {
  const { context } = getRuntime();
  const { id, action: asked } = await params;
  const action = jobActions.find((candidate) => candidate === asked);
  if (!action) throw new StudioError('not_found', `There is no action "${asked.slice(0, 40)}".`);
  const { idempotencyKey, holder } = readCaller(request);
  const job = await changeJob(context, id, action, { idempotencyKey, holder });
  return answerJson(await answerVideo(context, job));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
