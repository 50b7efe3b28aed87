import 'server-only';
import type { Database } from '@/lib/db/open';
import type { Job, JobRequest, ParentKind } from './job';

/** A video that another one comes from, and which frame of it, where it is by one. */
export type Parent = { id: string; kind: ParentKind; frame: number | null; seconds: number | null };

/** The videos that a request says its video comes from: the one that a call names, then those of which it has frames. */
export function parentsOf({ source, references }: Pick<JobRequest, 'source' | 'references'>): Parent[] {
  const made = source?.id ? [{ id: source.id, kind: source.call, frame: null, seconds: null }] : [];
  const frames = references.flatMap(({ role, from }) =>
    from ? [{ id: from.videoId, kind: role, frame: from.frame ?? null, seconds: from.seconds ?? null }] : [],
  );
  return [...made, ...frames];
}

/** Writes which videos a new job comes from, in the commit that the job is made in. */
export async function noteParents(
  database: Database,
  { id, request }: Pick<Job, 'id' | 'request'>,
): Promise<void> {
  const rows = parentsOf(request).map((parent) => ({ job_id: id, parent_id: parent.id, kind: parent.kind }));
  if (rows.length === 0) return;
  await database
    .insertInto('job_parents')
    .values(rows)
    // Two images may be frames of one video.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
