import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () => answerJson(await getRuntime().context.limits.present()));

export const PUT = handle('admin', async (request) => {
  const { limits } = getRuntime().context;
  return answerJson(await limits.change(await readJson(request)));
});

export const DELETE = handle('admin', async () => answerJson(await getRuntime().context.limits.remove()));

export const { POST, PATCH, OPTIONS } = refuseOthers('GET', 'PUT', 'DELETE');
