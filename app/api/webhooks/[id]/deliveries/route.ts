import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('admin', async (request, { params }: Route) => {
  const { searchParams } = new URL(request.url);
  return answerJson(await getRuntime().webhooks.listDeliveries((await params).id, searchParams));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
