import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerModel } from '@/lib/jobs/list-models';
import { getRuntime } from '@/lib/runtime';

/** Ids of models may hold slashes, which come as they are or escaped. */
type Route = { params: Promise<{ id: string[] }> };

export const GET = handle('read', async (_request, { params }: Route) =>
  answerJson(await answerModel(getRuntime().context, (await params).id.join('/'))),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
