import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { testProvider } from '@/lib/jobs/test-provider';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('admin', async (request) =>
  answerJson(await testProvider(getRuntime().connections, await readJson(request))),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
