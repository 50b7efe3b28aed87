import 'server-only';
import { lastingRefusals } from './circuits';
import type { JobContext } from './context';

/**
 * Sends to a provider again, because a person has seen to what it refused: what waited for it is due now.
 * Does nothing where nothing was held back.
 */
export async function resumeProvider(context: JobContext, providerId: string): Promise<void> {
  const { database, circuits, now, notify } = context;
  if (!(await circuits.close(providerId))) return;
  await database
    .updateTable('jobs')
    .set({ due_at: now() })
    .where('provider_id', '=', providerId)
    .where('step', '=', 'submit')
    .where('error_code', 'in', [...lastingRefusals])
    .where('due_at', '>', now())
    .execute();
  notify();
}
