import 'server-only';
import type { JobContext } from './context';
import type { Job, JobStep } from './job';
import type { Lease } from './leases';

/** Leases jobs that are due, once every answer that the database could not take before is in it. */
export async function claimJobs(
  context: JobContext,
  lease: Lease,
  limit: number,
  steps?: readonly JobStep[],
): Promise<Job[]> {
  const { store, journal, now } = context;
  await journal.merge(context);
  return store.claimDue(now(), lease, limit, steps);
}
