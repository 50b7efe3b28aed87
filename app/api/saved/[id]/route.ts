import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const PATCH = handle('create', async (request, { params }: Route) => {
  const { id } = await params;
  return answerJson(await getRuntime().prompts.saved.change(id, await readJson(request)));
});

export const DELETE = handle('create', async (_request, { params }: Route) => {
  const { id } = await params;
  await getRuntime().prompts.saved.remove(id);
  return answerJson({ id, object: 'saved.deleted', deleted: true });
});

export const { GET, POST, PUT, OPTIONS } = refuseOthers('PATCH', 'DELETE');
