import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getBatch } from '@/lib/jobs/change-batch';
import { presentBatch } from '@/lib/jobs/present-batch';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) =>
  answerJson(presentBatch(await getBatch(getRuntime().context, (await params).id))),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
