import { answerJson, handle, refuseOthers } from '@/lib/http';
import { findCandidates } from '@/lib/jobs/candidates';
import { getJob } from '@/lib/jobs/change-job';
import { presentCandidates } from '@/lib/jobs/present-candidates';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('create', async (_request, { params }: Route) => {
  const { context } = getRuntime();
  const job = await getJob(context, (await params).id);
  return answerJson(presentCandidates(await findCandidates(context, job)));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
