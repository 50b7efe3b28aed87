import { answerJson, handle } from '@/lib/http';
import { answerModels } from '@/lib/jobs/list-models';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () => answerJson(await answerModels(getRuntime().context)));
