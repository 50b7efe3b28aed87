import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerFacets } from '@/lib/jobs/facets';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () => answerJson(await answerFacets(getRuntime().context)));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
