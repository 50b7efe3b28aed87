import { answerJson, handle } from '@/lib/http';
import { checkHealth } from '@/lib/jobs/check-health';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('open', async () => {
  const { context, lastPassAt } = getRuntime();
  const health = await checkHealth(context, lastPassAt());
  return answerJson(health, health.ok ? 200 : 503);
});
