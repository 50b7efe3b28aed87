import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () =>
  answerJson({ object: 'list', data: await getRuntime().context.prices.list() }),
);

export const PUT = handle('admin', async (request) =>
  answerJson(await getRuntime().context.prices.set(await readJson(request))),
);

export const DELETE = handle('admin', async (request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const removed = await getRuntime().context.prices.remove(query);
  return answerJson({ object: 'price.deleted', ...removed, deleted: true });
});

export const { POST, PATCH, OPTIONS } = refuseOthers('GET', 'PUT', 'DELETE');
