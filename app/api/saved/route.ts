import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) => {
  const { searchParams } = new URL(request.url);
  return answerJson({ object: 'list', data: await getRuntime().prompts.saved.list(searchParams) });
});

export const POST = handle('create', async (request) =>
  answerJson(await getRuntime().prompts.saved.add(await readJson(request))),
);

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
