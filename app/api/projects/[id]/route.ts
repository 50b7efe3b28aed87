import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { openProjects } from '@/lib/jobs/projects';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const PATCH = handle('create', async (request, { params }: Route) => {
  const { id } = await params;
  return answerJson(await openProjects(getRuntime().context).rename(id, await readJson(request)));
});

export const DELETE = handle('create', async (_request, { params }: Route) => {
  const { id } = await params;
  await openProjects(getRuntime().context).remove(id);
  return answerJson({ id, object: 'project.deleted', deleted: true });
});

export const { GET, POST, PUT, OPTIONS } = refuseOthers('PATCH', 'DELETE');
