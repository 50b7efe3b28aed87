import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { checkDialect } from '@/lib/jobs/check-dialect';
import { checkSchema } from '@/lib/jobs/provider-request';
import { readFields } from '@/lib/read-fields';

export const POST = handle('admin', async (request) =>
  answerJson(checkDialect(readFields(checkSchema, await readJson(request)).text)),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
