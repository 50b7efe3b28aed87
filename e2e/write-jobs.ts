import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Studio } from './studio';

/** Columns of the table `jobs`. */
type Columns = Record<string, string | number | null>;

/** So far away that no poller takes it, and yet under way. */
const never = Date.now() + 365 * 24 * 3_600_000;

/** What is kept of a finished file of some size. */
export function savedFile(size: string): string {
  const [width, height] = size.split('x').map(Number);
  const file = {
    type: 'video/mp4',
    bytes: 1_000_000,
    sha256: '0'.repeat(64),
    seconds: 4,
    fps: 24,
    codec: 'avc',
  };
  return JSON.stringify({
    ...file,
    width,
    height,
    videoKey: 'videos/none/video.mp4',
    thumbnailKey: null,
    spritesheetKey: null,
  });
}

/** Columns that spell the states of a job, as far as a tile shows them. */
export const states = {
  queued: { status: 'queued', step: 'submit', due_at: never },
  running: {
    status: 'in_progress',
    step: 'poll',
    submitted_at: Date.now(),
    upstream_id: 'up_1',
    due_at: never,
  },
  completed: { status: 'completed', step: null, due_at: null, progress: 100 },
  failed: { status: 'failed', step: null, due_at: null },
} as const;

/**
 * The table of jobs of a studio that runs, written from outside: each state is there at once and stays, which no provider
 * can be made to do.
 */
export function writeJobs({ dataFolder }: Studio) {
  const database = new DatabaseSync(path.join(dataFolder, 'firstframe.sqlite'));
  database.exec('pragma busy_timeout = 10000');
  const next = '(select coalesce(max(change_sequence), 0) + 1 from jobs)';

  return {
    /** @returns its id */
    add(
      columns: Columns,
      prompt = 'A boat on a lake',
      asked: { size?: string; seconds?: number } = { size: '1280x720', seconds: 4 },
    ): string {
      const at = Number(columns.created_at ?? Date.now());
      const id = `video_${at.toString(16).padStart(12, '0')}${randomBytes(12).toString('hex')}`;
      const row: Columns = {
        ...{ id, provider_id: 'demo', model: 'firstframe-demo', prompt, batch_id: id, request_hash: 'h' },
        ...{
          request: JSON.stringify({ prompt, references: [], ...asked }),
          warnings: '[]',
          attempt: 1,
          failures: 0,
        },
        ...{ size: asked.size ?? null, seconds: asked.seconds ?? null },
        ...{ created_at: at, updated_at: at, ...columns },
      };
      const names = Object.keys(row);
      database
        .prepare(
          `insert into jobs (change_sequence, ${names.join(', ')}) values (${next}, ${names.map(() => '?').join(', ')})`,
        )
        .run(...Object.values(row));
      return id;
    },
    change(id: string, columns: Columns): void {
      const names = Object.keys(columns);
      database
        .prepare(
          `update jobs set change_sequence = ${next}, version = version + 1, updated_at = ?,
           ${names.map((name) => `${name} = ?`).join(', ')} where id = ?`,
        )
        .run(Date.now(), ...Object.values(columns), id);
    },
    close: () => database.close(),
  };
}
