import { answerJson, handle, readJson, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('read', async () => answerJson(await getRuntime().shares.readSharing()));

export const PUT = handle('admin', async (request) =>
  answerJson(await getRuntime().shares.turn(await readJson(request))),
);

export const { POST, PATCH, DELETE, OPTIONS } = refuseOthers('GET', 'PUT');
