import { answerJson, handle, refuseOthers } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ token: string }> };

export const GET = handle('open', async (request, { params }: Route) =>
  answerJson(
    await getRuntime().shares.open((await params).token, request.headers.get('firstframe-peer') ?? ''),
  ),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
