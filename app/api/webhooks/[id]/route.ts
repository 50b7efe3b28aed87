import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('admin', async (_request, { params }: Route) =>
  answerJson(await getRuntime().webhooks.get((await params).id)),
);

export const PATCH = handle('admin', async (request, { params }: Route) => {
  const { id } = await params;
  return answerJson(await getRuntime().webhooks.change(id, await readJson(request)));
});

export const DELETE = handle('admin', async (_request, { params }: Route) => {
  const { id } = await params;
  await getRuntime().webhooks.remove(id);
  return answerJson({ id, object: 'webhook.deleted', deleted: true });
});

export const { POST, PUT, OPTIONS } = refuseOthers('GET', 'PATCH', 'DELETE');
