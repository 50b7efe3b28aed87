import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) =>
  answerJson(await getRuntime().prompts.list(new URL(request.url).searchParams)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
