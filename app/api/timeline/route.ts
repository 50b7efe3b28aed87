import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerTimeline } from '@/lib/jobs/timeline';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) =>
  answerJson(await answerTimeline(getRuntime().context, new URL(request.url).searchParams)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
