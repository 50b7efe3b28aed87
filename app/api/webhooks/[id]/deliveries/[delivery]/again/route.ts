import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string; delivery: string }> };

export const POST = handle('admin', async (_request, { params }: Route) => {
  const { id, delivery } = await params;
  return answerJson(await getRuntime().webhooks.sendAgain(id, delivery));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
