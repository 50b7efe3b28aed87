import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getJob } from '@/lib/jobs/change-job';
import { findSentRequest } from '@/lib/jobs/preview-request';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) => {
  const { context } = getRuntime();
  return answerJson(await findSentRequest(context, await getJob(context, (await params).id)));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
