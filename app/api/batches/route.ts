import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerBatches, presentBatch } from '@/lib/jobs/present-batch';
import { receiveBatch } from '@/lib/jobs/receive-video';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () => answerJson(await answerBatches(getRuntime().context)));

export const POST = handle('create', async (request) =>
  answerJson(presentBatch(await receiveBatch(getRuntime().context, request))),
);

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
