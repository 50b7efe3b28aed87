import { StudioError } from '@/lib/errors';
import { answerJson, handle, refuseOthers } from '@/lib/http';
import { batchActions, changeBatch } from '@/lib/jobs/change-batch';
import { presentBatch } from '@/lib/jobs/present-batch';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string; action: string }> };

export const POST = handle('create', async (_request, { params }: Route) => {
  const { id, action: asked } = await params;
  const action = batchActions.find((candidate) => candidate === asked);
  if (!action) throw new StudioError('not_found', `There is no action "${asked.slice(0, 40)}".`);
  return answerJson(presentBatch(await changeBatch(getRuntime().context, id, action)));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
