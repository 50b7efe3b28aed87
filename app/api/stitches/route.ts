import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () =>
  answerJson({ object: 'list', data: await getRuntime().stitches.list() }),
);

export const POST = handle('create', async (request) =>
  answerJson(await getRuntime().stitches.create(await readJson(request))),
);

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
