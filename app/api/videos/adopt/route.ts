import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { adoptVideo } from '@/lib/jobs/attach-video';
import { answerVideo } from '@/lib/jobs/present-video';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) => {
  const { context } = getRuntime();
  return answerJson(await answerVideo(context, await adoptVideo(context, await readJson(request))));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
