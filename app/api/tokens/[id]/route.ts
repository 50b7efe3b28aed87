import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const DELETE = handle('admin', async (_request, { params }: Route) => {
  const { id } = await params;
  await getRuntime().tokens.revoke(id);
  return answerJson({ id, object: 'token.deleted', deleted: true });
});

export const { GET, POST, PUT, PATCH, OPTIONS } = refuseOthers('DELETE');
