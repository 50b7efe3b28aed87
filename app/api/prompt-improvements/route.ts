import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { readCaller } from '@/lib/jobs/caller';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) => {
  const { holder } = readCaller(request);
  const prompt = await getRuntime().prompts.improver.improve(holder, await readJson(request));
  return answerJson({ object: 'prompt_improvement', prompt });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
