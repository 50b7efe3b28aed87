import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { openProjects } from '@/lib/jobs/projects';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () =>
  answerJson({ object: 'list', data: await openProjects(getRuntime().context).list() }),
);

export const POST = handle('create', async (request) =>
  answerJson(await openProjects(getRuntime().context).add(await readJson(request))),
);

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'POST');
