import { answerJson, handle } from '@/lib/http';
import { getRuntime } from '@/lib/runtime';

type Route = { params: Promise<{ id: string }> };

export const POST = handle('admin', async (_request, { params }: Route) =>
  answerJson(await getRuntime().webhooks.changeSecret((await params).id)),
);
