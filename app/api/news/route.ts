import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerNews } from '@/lib/jobs/news';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) =>
  answerJson(await answerNews(getRuntime().context, new URL(request.url).searchParams)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
