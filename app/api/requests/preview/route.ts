import { answerJson, handle, refuseOthers } from '@/lib/http';
import { receivePreview } from '@/lib/jobs/preview-request';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) =>
  answerJson(await receivePreview(getRuntime().context, request)),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
