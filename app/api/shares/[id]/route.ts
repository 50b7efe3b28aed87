import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const DELETE = handle('create', async (_request, { params }: Route) => {
  const { id } = await params;
  await getRuntime().shares.revoke(id);
  return answerJson({ id, object: 'share.deleted', deleted: true });
});

export const { GET, POST, PUT, PATCH, OPTIONS } = refuseOthers('DELETE');
