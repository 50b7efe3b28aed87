import { answerJson, handle, refuseOthers } from '@/lib/http';
import { listPresets } from '@/lib/jobs/list-presets';

export const GET = handle('read', async () => answerJson(listPresets()));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
