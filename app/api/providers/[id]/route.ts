import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) =>
  answerJson(await getRuntime().connections.present((await params).id)),
);

export const PATCH = handle('admin', async (request, { params }: Route) => {
  const { id } = await params;
  return answerJson(await getRuntime().connections.change(id, await readJson(request)));
});

export const DELETE = handle('admin', async (_request, { params }: Route) => {
  const { id } = await params;
  await getRuntime().connections.disconnect(id);
  return answerJson({ id, object: 'provider.deleted', deleted: true });
});

export const { POST, PUT, OPTIONS } = refuseOthers('GET', 'PATCH', 'DELETE');
