import { answerJson, handle } from '@/lib/http';
import { listPresets } from '@/lib/jobs/list-presets';

export const GET = handle('read', async () => answerJson(listPresets()));
