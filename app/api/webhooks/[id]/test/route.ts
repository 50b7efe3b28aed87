import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const POST = handle('admin', async (_request, { params }: Route) =>
  answerJson(await getRuntime().webhooks.test((await params).id)),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
