import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('admin', async () =>
  answerJson({ object: 'list', data: await getRuntime().tokens.list() }),
);

export const POST = handle('admin', async (request) =>
  answerJson(await getRuntime().tokens.create(await readJson(request))),
);

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
