import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerReferences, receiveReference } from '@/lib/jobs/receive-reference';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) => {
  const { context } = getRuntime();
  return answerJson(await answerReferences(context, new URL(request.url).searchParams));
});

export const POST = handle('create', async (request) => {
  const { context } = getRuntime();
  return answerJson(await receiveReference(context, request));
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
