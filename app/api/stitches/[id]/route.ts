import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) =>
  answerJson(await getRuntime().stitches.read((await params).id)),
);

export const DELETE = handle('create', async (_request, { params }: Route) => {
  const { id } = await params;
  await getRuntime().stitches.remove(id);
  return answerJson({ id, object: 'stitch.deleted', deleted: true });
});

export const { POST, PUT, PATCH, OPTIONS } = refuseOthers('GET', 'DELETE');
