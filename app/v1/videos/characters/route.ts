import { answerJson, handle, refuseOthers } from '@/lib/http';
import { receiveCharacter } from '@/lib/jobs/characters';
import { getRuntime } from '@/lib/runtime';

export const POST = handle('create', async (request) =>
  answerJson(await receiveCharacter(getRuntime().context, request)),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST');
