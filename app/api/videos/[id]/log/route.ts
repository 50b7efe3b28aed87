import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getJob } from '@/lib/jobs/change-job';
import { readLog } from '@/lib/jobs/job-log';
import { presentLog } from '@/lib/jobs/present-log';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) => {
  const { context } = getRuntime();
  const job = await getJob(context, (await params).id);
  return answerJson(presentLog(job, await readLog(context.database, job.id)));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
