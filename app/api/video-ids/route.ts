import { answerJson, handle, refuseOthers } from '@/lib/http';
import { listVideoIds } from '@/lib/jobs/list-video-ids';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) =>
  answerJson(await listVideoIds(getRuntime().context, new URL(request.url).searchParams)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
