import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerSpending } from '@/lib/jobs/spending-totals';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async (request) =>
  answerJson(await answerSpending(getRuntime().context, new URL(request.url).searchParams)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
