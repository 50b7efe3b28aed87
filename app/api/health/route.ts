import { identify } from '@/lib/grant';
import { answerJson, handle, refuseOthers } from '@/lib/http';
import { checkHealth } from '@/lib/jobs/check-health';
import { getRuntime } from '@/lib/runtime';

export const GET = handle('open', async (request) => {
  const { context, lastPassAt } = getRuntime();
  const health = await checkHealth(context, lastPassAt());
  // Whoever keeps watch from outside learns whether it is well, and nothing else.
  const isKnown = await identify(request).then(
    () => true,
    () => false,
  );
  return answerJson(isKnown ? health : { ok: health.ok }, health.ok ? 200 : 503);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET');
