import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { checkDialect } from '@/lib/jobs/check-dialect';
import { checkSchema, readRequest } from '@/lib/jobs/provider-request';

export const POST = handle('admin', async (request) =>
  answerJson(checkDialect(readRequest(checkSchema, await readJson(request)).text)),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
