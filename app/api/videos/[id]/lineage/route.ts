import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getJob } from '@/lib/jobs/change-job';
import { findLineage } from '@/lib/jobs/lineage';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) => {
  const { context } = getRuntime();
  const job = await getJob(context, (await params).id);
  return answerJson(await findLineage(context.database, job));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
