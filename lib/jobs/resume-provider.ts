import 'server-only';
import { lastingRefusals } from './circuits';
import type { JobContext } from './context';
import { inTransaction } from './in-transaction';
import { openJobStore } from './store';

/**
 * Sends to a provider again, because a person has seen to what it refused: what waited for it is due now, and says
 * nothing of the refusal any more. Does nothing where nothing was held back.
 */
export async function resumeProvider(context: JobContext, providerId: string): Promise<void> {
  const { database, circuits, now, notify } = context;
  if (!(await circuits.close(providerId))) return;
  await inTransaction(database, async (transaction) => {
    const waiting = await transaction
      .selectFrom('jobs')
      .select(['id', 'version'])
      .where('provider_id', '=', providerId)
      .where('step', '=', 'submit')
      .where('error_code', 'in', [...lastingRefusals])
      // What is paused waits for its batch.
      .where('due_at', 'is not', null)
      .execute();
    const store = openJobStore(transaction);
    const changes = { dueAt: now(), errorCode: null, errorMessage: null };
    for (const { id, version } of waiting) await store.saveVersion(id, version, changes, now());
  });
  notify();
}
