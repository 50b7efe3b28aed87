import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () =>
  answerJson({ object: 'list', data: await getRuntime().connections.list() }),
);

export const POST = handle('admin', async (request) =>
  answerJson(await getRuntime().connections.connect(await readJson(request))),
);

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
