import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { emptyTrashNow } from '@/lib/jobs/empty-trash';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) =>
  answerJson(await emptyTrashNow(getRuntime().context, await readJson(request))),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
