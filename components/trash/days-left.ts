import { trashKeptMs } from '@/lib/jobs/job';

const dayMs = 24 * 60 * 60_000;

/** How many days something stays in the trash yet; the last one counts as a whole. `trashedAt` in Unix seconds. */
export function daysLeft(trashedAt: number, now: number): number {
  return Math.max(0, Math.ceil((trashedAt * 1_000 + trashKeptMs - now) / dayMs));
}
