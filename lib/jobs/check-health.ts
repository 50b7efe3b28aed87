import 'server-only';
import { rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { JobContext } from './context';

const checkSchema = z.object({ ok: z.boolean(), ms: z.number() });
type Check = z.infer<typeof checkSchema>;

/** `GET /api/health`. */
export const healthSchema = z.object({
  ok: z.boolean(),
  database: checkSchema,
  storage: checkSchema.extend({ free_bytes: z.number().nullable() }),
  /** `age_ms`: how long ago the poller last looked for due jobs; it looks at least every two seconds. */
  poller: z.object({ ok: z.boolean(), age_ms: z.number().nullable() }),
});
export type Health = z.infer<typeof healthSchema>;

const slowPollerMs = 60_000;

/** Runs a check and times it; a failure is an answer, not an exception. */
async function time(work: () => Promise<unknown>): Promise<Check> {
  const startedAt = performance.now();
  const ok = await work().then(
    () => true,
    () => false,
  );
  return { ok, ms: Math.round((performance.now() - startedAt) * 10) / 10 };
}

/** Whether each part can do its work now: the database reads, the disk writes, the poller goes round. */
export async function checkHealth(context: JobContext, lastPassAt: number | null): Promise<Health> {
  const { storage, store, now } = context;
  const database = await time(() => store.nextDueAt(now()));
  const disk = await time(async () => {
    const path = await storage.temporaryPath('probe');
    await writeFile(path, 'ok');
    await rm(path);
  });
  const ageMs = lastPassAt === null ? null : now() - lastPassAt;
  const isTurning = ageMs !== null && ageMs < slowPollerMs;
  const freeBytes = await storage.freeBytes().catch(() => null);
  return {
    ok: database.ok && disk.ok && isTurning,
    database,
    storage: { ...disk, free_bytes: freeBytes },
    poller: { ok: isTurning, age_ms: ageMs },
  };
}
