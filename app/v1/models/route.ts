import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerModels } from '@/lib/jobs/list-models';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () => answerJson(await answerModels(getRuntime().context)));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
