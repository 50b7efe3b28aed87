import 'server-only';
import type { Database } from '@/lib/db/open';
import type { ErrorCode } from '@/lib/errors';
import type { StitchedVideo } from '@/lib/media/stitch-videos';
import type { Stitch } from './wire';

/** What was asked for; frames are counted from 0. */
export type StitchRequest = {
  parts: { id: string; firstFrame?: number; lastFrame?: number }[];
  /** `1280x720`; that of the first video where it is left out. */
  size?: string;
  fit: Stitch['fit'];
};

export type MadeStitch = StitchedVideo & { bytes: number };
export type StitchFault = { code: ErrorCode; message: string; param: string | null };

/** A stitch as its row says. Times are Unix milliseconds. */
export type StoredStitch = {
  id: string;
  request: StitchRequest;
  status: Stitch['status'];
  progress: number;
  made: MadeStitch | null;
  error: StitchFault | null;
  createdAt: number;
  endedAt: number | null;
};

/** The rows of stitches. */
export function openStitchStore(database: Database) {
  const rows = () => database.selectFrom('stitches').selectAll();
  const toStitch = (row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): StoredStitch => ({
    id: row.id,
    request: JSON.parse(row.request),
    status: row.status as Stitch['status'],
    progress: row.progress,
    made: row.made === null ? null : JSON.parse(row.made),
    error: row.error === null ? null : JSON.parse(row.error),
    createdAt: row.created_at,
    endedAt: row.ended_at,
  });
  const change = (id: string) => database.updateTable('stitches').where('id', '=', id);

  return {
    async insert(id: string, request: StitchRequest, createdAt: number): Promise<void> {
      const row = {
        id,
        request: JSON.stringify(request),
        status: 'queued',
        progress: 0,
        created_at: createdAt,
      };
      await database
        .insertInto('stitches')
        .values({ ...row, made: null, error: null, ended_at: null })
        .execute();
    },

    async find(id: string): Promise<StoredStitch | null> {
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row ? toStitch(row) : null;
    },

    /** All of them, the newest first. */
    async list(): Promise<StoredStitch[]> {
      return (await rows().orderBy('id', 'desc').execute()).map(toStitch);
    },

    /** Those that are still to be made, the oldest first. */
    async listOpen(): Promise<StoredStitch[]> {
      const open = rows().where('status', 'in', ['queued', 'in_progress']).orderBy('id');
      return (await open.execute()).map(toStitch);
    },

    /** That it is being made, and how far it is; of one that has ended nothing changes any more. */
    async setProgress(id: string, progress: number): Promise<void> {
      await change(id).where('ended_at', 'is', null).set({ status: 'in_progress', progress }).execute();
    },

    async complete(id: string, made: MadeStitch, endedAt: number): Promise<void> {
      const row = { status: 'completed', progress: 100, made: JSON.stringify(made), ended_at: endedAt };
      await change(id).set(row).execute();
    },

    async fail(id: string, error: StitchFault, endedAt: number): Promise<void> {
      await change(id)
        .set({ status: 'failed', error: JSON.stringify(error), ended_at: endedAt })
        .execute();
    },

    async remove(id: string): Promise<void> {
      await database.deleteFrom('stitches').where('id', '=', id).execute();
    },
  };
}
