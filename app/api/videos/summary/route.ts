import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { summariseVideos } from '@/lib/jobs/summarise-videos';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('read', async (request) =>
  answerJson(await summariseVideos(getRuntime().context, await readJson(request))),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
