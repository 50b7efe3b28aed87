import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () => answerJson(await getRuntime().prompts.improver.get()));

export const PUT = handle('admin', async (request) =>
  answerJson(await getRuntime().prompts.improver.set(await readJson(request))),
);

export const DELETE = handle('admin', async () => answerJson(await getRuntime().prompts.improver.remove()));

export const { POST, PATCH, OPTIONS } = refuseOthers('GET', 'PUT', 'DELETE');
