import { answerJson, handle, refuseOthers } from '@/lib/http';
import { answerCharacter } from '@/lib/jobs/characters';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const GET = handle('read', async (_request, { params }: Route) =>
  answerJson(await answerCharacter(getRuntime().context, (await params).id)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
